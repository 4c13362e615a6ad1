import type { Permission } from '#contract/permissions';

/** Who did something: the account, and its name as it is written down. */
export interface Party {
  accountId: number;
  actor: string;
}

/** The case that something is done for, as far as reach asks for it. */
export interface Concerned {
  organId: number;
  /** Division code. */
  region: number;
}

/** Whoever asks, with what permissions say of them. */
export interface Official extends Party {
  may(permission: Permission, concerned: Concerned): boolean;
}
