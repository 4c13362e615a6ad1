import { describe, expect, test } from 'vitest';
import { stepTrace } from '#spine/cases/case-state';
import { readState, stateColumns, type StoredState } from '#spine/cases/stored-state';
import { lastActor, lastAt, lastPost, mostTrailing } from '#spine/cases/trailing-entries';
import { Journal } from '#spine/journal/journal';
import { hour, openLibrary, opening, type Told } from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
const { spine, tell, query } = library;

const open = (number: string): Told => ({ id: `${number}:open`, number, type: 'case.opened' });
/** A search moves no clock and changes nothing by which a case is found. */
const search = (number: string, n: number, more: Record<string, unknown> = {}): Told => ({
  id: `${number}:search:${n}`,
  number,
  type: 'case.step-done',
  data: { step: 'search', actor: `Desk ${n}`, post: 'desk', ...more },
});
const close = (number: string): Told => ({ id: `${number}:close`, number, type: 'case.closed' });

/** Each of them in a batch of its own. */
async function tellEach(events: Told[]): Promise<void> {
  for (const event of events) expect(await tell([event])).toEqual([{ id: event.id, outcome: 'accepted' }]);
}

interface Row extends StoredState {
  seq: number;
  at: number;
  actor: string | null;
  post: string | null;
}
async function rowOf(number: string): Promise<Row> {
  const [row] = await query<Row>(
    `SELECT c.seq, ${stateColumns}, ${lastAt} AS at, ${lastActor} AS actor, ${lastPost} AS post FROM cases c WHERE number = $1`,
    [number],
  );
  return row!;
}

describe('entries that trail behind the row of their case', () => {
  test('given steps that change nothing by which a case is found, then its row waits and its state holds them', async () => {
    await tellEach([open('T-1'), search('T-1', 1)]);
    await library.setNow(opening + hour);
    await tellEach([
      search('T-1', 2, { post: 'head' }),
      search('T-1', 3, { actor: undefined, post: undefined }),
    ]);
    const row = await rowOf('T-1');
    expect([row.seq, row.last_at, row.trailing?.length]).toEqual([1, opening, 3]);
    expect(readState(row)).toMatchObject({
      lastAt: opening + hour,
      lastActor: 'Desk 2',
      lastStep: 'search',
      steps: [{ code: 'search', n: 3, first: opening, last: opening + hour, actor: null, post: null }],
    });
    // Who acted last is who last said so; the post is that of the last step.
    expect(row).toMatchObject({ at: opening + hour, actor: 'Desk 2', post: '' });
    expect(await library.replay()).toMatchObject({ differences: 0, listed: [] });
  });

  test('given an event that is found or counted, then the row holds all that was before it', async () => {
    await tellEach([open('T-2'), search('T-2', 1), close('T-2')]);
    const row = await rowOf('T-2');
    expect([row.seq, row.status, row.trailing]).toEqual([3, 'closed', null]);
    expect(readState(row).steps).toMatchObject([{ code: 'search', n: 1, actor: 'Desk 1', post: 'desk' }]);
    expect(row).toMatchObject({ actor: 'Desk 1', post: 'desk' });
  });

  test('given steps after the end, then each is in the row', async () => {
    await tellEach([open('T-3'), close('T-3'), search('T-3', 1)]);
    expect(await rowOf('T-3')).toMatchObject({ seq: 3, trailing: null, actor: 'Desk 1' });
  });

  test('given a step whose limit runs, then the row is written, since a clock moves', async () => {
    await tellEach([open('T-4'), { ...search('T-4', 1), data: { step: 'request' } }]);
    expect(await rowOf('T-4')).toMatchObject({ seq: 2, trailing: null });
  });

  test('given more and more of them, then never more than a few trail', async () => {
    await tellEach([open('T-5')]);
    const trailing: number[] = [];
    for (let n = 1; n <= mostTrailing + 2; n++) {
      await tellEach([search('T-5', n)]);
      trailing.push((await rowOf('T-5')).trailing?.length ?? 0);
    }
    expect(trailing).toEqual([...Array.from({ length: mostTrailing }, (_, i) => i + 1), 0, 1]);
    expect(stepTrace(readState(await rowOf('T-5')), 'search')).toMatchObject({ n: mostTrailing + 2 });
  });

  test('given another process goes on with the case, then it knows what trails, and numbers on', async () => {
    await tellEach([open('T-6'), search('T-6', 1)]);
    const other = new Journal(spine.pool, spine.fold);
    const answers = await other.append([search('T-6', 2), search('T-6', 3)].map(library.event));
    await other.close();
    expect(answers.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    await tellEach([search('T-6', 4), close('T-6')]);
    const row = await rowOf('T-6');
    expect([row.seq, row.trailing]).toEqual([6, null]);
    expect(stepTrace(readState(row), 'search')).toMatchObject({ n: 4, actor: 'Desk 4' });
    expect(await library.replay()).toMatchObject({ differences: 0, listed: [] });
  });
});
