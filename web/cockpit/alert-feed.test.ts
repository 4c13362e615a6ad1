import { describe, expect, it } from 'vitest';
import type { AlertRow } from '#contract/alerts';
import { changeFeed, emptyFeed, type FeedChange } from './alert-feed.ts';

const row = (id: number) =>
  ({ id: String(id), recordedAt: new Date(Date.UTC(2026, 0, 1) + id * 1000).toISOString() }) as AlertRow;
const after = (...changes: FeedChange[]) => changes.reduce(changeFeed, emptyFeed);
const ids = (rows: AlertRow[]) => rows.map(({ id }) => id);

describe('the feed of warnings', () => {
  it('given alerts in any order, when they come, then the newest stands on top', () => {
    const feed = after(
      { type: 'came', row: row(2) },
      { type: 'seeded', rows: [row(1), row(3)] },
      { type: 'came', row: row(4) },
    );
    expect(ids(feed.shown)).toEqual(['4', '3', '2', '1']);
  });

  it('given a resumed connection, when an alert is told again, then it stands once', () => {
    const feed = after({ type: 'came', row: row(1) }, { type: 'came', row: row(1) });
    expect(ids(feed.shown)).toEqual(['1']);
  });

  it('given somebody reads, when alerts come, then nothing moves until they leave', () => {
    const reading = after(
      { type: 'came', row: row(1) },
      { type: 'held' },
      { type: 'came', row: row(2) },
      { type: 'came', row: row(3) },
      { type: 'came', row: row(1) },
    );
    expect(ids(reading.shown)).toEqual(['1']);
    expect(ids(reading.waiting)).toEqual(['3', '2']);
    const left = changeFeed(reading, { type: 'released' });
    expect(ids(left.shown)).toEqual(['3', '2', '1']);
    expect(left.waiting).toEqual([]);
  });

  it('given very many alerts, when they come, then the oldest leave', () => {
    const feed = after(
      ...Array.from({ length: 130 }, (_, id): FeedChange => ({ type: 'came', row: row(id) })),
    );
    expect(feed.shown).toHaveLength(100);
    expect(feed.shown[0]?.id).toBe('129');
  });
});
