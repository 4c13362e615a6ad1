import type { BulletinAction, BulletinState } from '#contract/bulletins';

/** A bulletin as far as it decides what can be done with it. */
export interface Standing {
  state: BulletinState;
  /** Whether a version of it is to be seen, or will be. */
  isPublished: boolean;
}

/** Whoever acts, as far as it matters. */
export interface Acting {
  mayEdit: boolean;
  mayApprove: boolean;
  /** Whether they wrote or submitted what is to be decided. */
  isAuthor: boolean;
}

interface Act {
  from: (standing: Standing) => boolean;
  by: (acting: Acting) => boolean;
  to: BulletinState;
  needsNote: boolean;
}

const secondPerson = ({ mayApprove, isAuthor }: Acting) => mayApprove && !isAuthor;

/**
 * Everything that can be done with a bulletin besides writing it. Nothing is published that one person alone has seen
 * (信息公开条例 art. 17: the organ reviews what it publishes).
 */
const acts: Record<BulletinAction, Act> = {
  submit: {
    from: ({ state }) => state === 'draft',
    by: ({ mayEdit }) => mayEdit,
    to: 'submitted',
    needsNote: false,
  },
  return: { from: ({ state }) => state === 'submitted', by: secondPerson, to: 'draft', needsNote: true },
  approve: { from: ({ state }) => state === 'submitted', by: secondPerson, to: 'approved', needsNote: false },
  // What is wrong has to go at once: whoever may approve takes it down, also what they wrote themselves.
  withdraw: {
    from: ({ isPublished }) => isPublished,
    by: ({ mayApprove }) => mayApprove,
    to: 'withdrawn',
    needsNote: true,
  },
};

const names = Object.keys(acts) as BulletinAction[];

/** What somebody may do now. */
export const possibleActs = (standing: Standing, acting: Acting): BulletinAction[] =>
  names.filter((name) => acts[name].from(standing) && acts[name].by(acting));

/** What comes of an act: the next state, or why not. */
export function decideAct(
  action: BulletinAction,
  standing: Standing,
  acting: Acting,
  note: string | undefined,
): { to: BulletinState } | { refused: 'action-not-allowed' | 'forbidden' | 'note-missing' } {
  const act = acts[action];
  if (!act.from(standing)) return { refused: 'action-not-allowed' };
  if (!act.by(acting)) return { refused: 'forbidden' };
  if (act.needsNote && !note) return { refused: 'note-missing' };
  return { to: act.to };
}

/** Whether the next version may be written: not while somebody else decides on this one. */
export const isEditable = ({ state }: Standing): boolean => state !== 'submitted';
