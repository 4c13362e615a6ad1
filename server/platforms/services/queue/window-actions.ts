import type { WindowAction } from '#contract/services/queue';

/** What decides what a clerk can do at a window. */
export interface WindowStanding {
  state: 'open' | 'paused' | 'closed';
  /** Whether it is the asking clerk who sits there. */
  mine: boolean;
  /** Whether a ticket is being served. */
  serving: boolean;
  waiting: number;
  skipped: number;
  /** Other queues that a ticket could go to. */
  otherGroups: number;
}

/** The closed table: each action with when it is open. Whoever serves ends that first; nobody acts at another's window. */
const open: Record<WindowAction, (standing: WindowStanding) => boolean> = {
  open: ({ state, mine, serving }) => state === 'closed' || (mine && state === 'paused' && !serving),
  pause: ({ state, mine, serving }) => mine && state === 'open' && !serving,
  close: ({ state, mine, serving }) => mine && state !== 'closed' && !serving,
  call: ({ state, mine, serving, waiting }) => mine && state === 'open' && !serving && waiting > 0,
  recall: ({ mine, serving }) => mine && serving,
  skip: ({ mine, serving }) => mine && serving,
  done: ({ mine, serving }) => mine && serving,
  transfer: ({ mine, serving, otherGroups }) => mine && serving && otherGroups > 0,
  restore: ({ state, mine, serving, skipped }) => mine && state === 'open' && !serving && skipped > 0,
};

/** What can be done at a window as it stands. */
export function windowActionsOf(standing: WindowStanding): WindowAction[] {
  return (Object.keys(open) as WindowAction[]).filter((action) => open[action](standing));
}
