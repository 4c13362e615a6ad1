import type { AlertRow } from '#contract/alerts';

export interface AlertFeed {
  /** Newest first. */
  shown: AlertRow[];
  /** Came while somebody was reading; newest first. */
  waiting: AlertRow[];
  held: boolean;
}
export type FeedChange =
  | { type: 'seeded'; rows: readonly AlertRow[] }
  | { type: 'came'; row: AlertRow }
  | { type: 'held' }
  | { type: 'released' }
  | { type: 'emptied' };

export const emptyFeed: AlertFeed = { shown: [], waiting: [], held: false };
const most = 100;

/** Newest first, each alert once: a resumed connection may tell some again. */
function merge(...lists: (readonly AlertRow[])[]): AlertRow[] {
  const byId = new Map(lists.flat().map((row) => [row.id, row]));
  return [...byId.values()].sort((a, b) => b.recordedAt.localeCompare(a.recordedAt)).slice(0, most);
}

/** The feed on the wall: nothing moves under the eyes of somebody who reads it. */
export function changeFeed(feed: AlertFeed, change: FeedChange): AlertFeed {
  switch (change.type) {
    case 'seeded':
      return { ...feed, shown: merge(feed.shown, change.rows) };
    case 'came': {
      if (!feed.held) return { ...feed, shown: merge(feed.shown, [change.row]) };
      const known = feed.shown.some(({ id }) => id === change.row.id);
      return known ? feed : { ...feed, waiting: merge(feed.waiting, [change.row]) };
    }
    case 'held':
      return { ...feed, held: true };
    case 'released':
      return { shown: merge(feed.shown, feed.waiting), waiting: [], held: false };
    case 'emptied':
      return emptyFeed;
  }
}
