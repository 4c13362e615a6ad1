import type { Role } from '#contract/roles';

/** A role that somebody holds at this moment: at an organ, over a region with all below it. */
export interface HeldGrant {
  role: Role;
  /** Null for the three administrators and for citizens, who belong to no organ. */
  organId: number | null;
  /** Division code; the organ's own unless the grant is narrower. */
  region: number;
}

/** Whoever asks, as the session says. */
export interface Principal {
  accountId: number;
  /** As it is written into what they do: an account name, never a person's name. */
  actor: string;
  grants: readonly HeldGrant[];
  session: {
    id: string;
    /** How it was opened; what is dangerous asks for two factors. */
    strength: 'one-factor' | 'two-factor';
  };
}
