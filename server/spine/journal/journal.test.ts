import type { Pool } from 'pg';
import { describe, expect, test } from 'vitest';
import { stepTrace } from '#spine/cases/case-state';
import { readState, stateColumns, type StoredState } from '#spine/cases/stored-state';
import { Journal } from '#spine/journal/journal';
import {
  fromWorkbench,
  hour,
  openLibrary,
  opening,
  type Told,
} from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
const { spine, tell, query } = library;

const open = (number: string, more: Partial<Told> = {}): Told => ({
  id: `${number}:open`,
  number,
  type: 'case.opened',
  ...more,
});
const step = (number: string, code: string, more: Partial<Told> = {}): Told => ({
  id: `${number}:${code}`,
  number,
  type: 'case.step-done',
  data: { step: code, actor: 'Wang Desk' },
  ...more,
});

const outcomes = async (events: Told[]) =>
  (await tell(events)).map(({ outcome, code, field }) => [outcome, code, field].filter(Boolean).join(' '));
const entriesOf = (number: string) =>
  query<{ case_seq: number; type: string; event_id: string }>(
    `SELECT j.case_seq, j.type, j.event_id FROM journal j JOIN cases c ON c.city = j.city AND c.id = j.case_id
     WHERE c.number = $1 ORDER BY j.case_seq`,
    [number],
  );

describe('append', () => {
  test('given events of a new case, then each is accepted, in order, and numbered without a gap', async () => {
    const answers = await tell([open('A-1'), step('A-1', 'request'), step('A-1', 'fetch')]);
    expect(answers).toEqual([
      { id: 'A-1:open', outcome: 'accepted' },
      { id: 'A-1:request', outcome: 'accepted' },
      { id: 'A-1:fetch', outcome: 'accepted' },
    ]);
    expect((await entriesOf('A-1')).map((row) => [row.case_seq, row.event_id])).toEqual([
      [1, 'A-1:open'],
      [2, 'A-1:request'],
      [3, 'A-1:fetch'],
    ]);
    const [row] = await query(
      `SELECT status, seq, late, region, opened_at, state::json -> 'steps' -> 'fetch' ->> 1 AS actor FROM cases WHERE number = 'A-1'`,
    );
    expect(row).toEqual({
      status: 'opened',
      seq: 3,
      late: false,
      region: 370102000000,
      opened_at: opening,
      actor: 'Wang Desk',
    });
  });

  test('given events of one case in calls of their own and nobody waits between, then they are taken in the order of the calls', async () => {
    const told = [
      open('A-0'),
      ...Array.from({ length: 40 }, (_, n) => step('A-0', 'request', { id: `A-0:${n}` })),
    ];
    const answers = await Promise.all(told.map((event) => tell([event])));
    expect(answers.flat().map(({ outcome }) => outcome)).toEqual(told.map(() => 'accepted'));
    expect((await entriesOf('A-0')).map((row) => row.event_id)).toEqual(told.map(({ id }) => id));
  });

  test.each([
    { wait: 'few events wait', events: 300, batches: 2 },
    { wait: 'more wait than three batches take', events: 4_500, batches: 3 },
  ])(
    'given $wait, then $batches batches are on their way at most, and each event is answered',
    async (of) => {
      let now = 0;
      let most = 0;
      const connect = async () => {
        most = Math.max(most, ++now);
        const client = await spine.pool.connect();
        const release = client.release.bind(client);
        client.release = (error) => {
          now -= 1;
          client.release = release;
          release(error);
        };
        return client;
      };
      const journal = new Journal({ connect } as unknown as Pool, spine.fold);
      const regions = ['370102000000', '370202000000', '370000000000'];
      const told = Array.from({ length: of.events }, (_, n) =>
        library.event(open(`W-${of.batches}-${n}`, { region: regions[n % regions.length]! })),
      );
      // Three quarters at once, and the rest one by one.
      const singly = told.splice(of.events * 0.75);
      const calls = [journal.append(told), ...singly.map(async (event) => [await journal.appendOne(event)])];
      const answers = (await Promise.all(calls)).flat();
      expect(answers.map(({ outcome }) => outcome)).toEqual(answers.map(() => 'accepted'));
      expect(answers).toHaveLength(of.events);
      expect(most).toBe(of.batches);
      await journal.close();
      expect(now).toBe(0);
    },
  );

  test('given one writer and events of several cities that come while others are being written, then all are taken, and no transaction stays open', async () => {
    const journal = new Journal(spine.pool, spine.fold, 1);
    const regions = ['370102000000', '370202000000', '370000000000'];
    const tellOne = async (number: string, n: number): Promise<string> => {
      const region = regions[n % regions.length]!;
      return (await journal.appendOne(library.event(open(number, { region })))).outcome;
    };
    // Whoever has been answered goes on in another city than those that the next transaction was begun for.
    const story = async (n: number) => [await tellOne(`M-${n}`, n), await tellOne(`M-${n}-b`, n + 1)];
    const all = await Promise.all(Array.from({ length: 60 }, (_, n) => story(n)));
    expect(all.flat().filter((outcome) => outcome !== 'accepted')).toEqual([]);
    const [written] = await query(`SELECT count(*)::int AS n FROM cases WHERE number LIKE 'M-%'`);
    expect(written).toEqual({ n: 120 });
    const locks = `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND classid = 7240
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    expect(await query(locks)).toEqual([{ n: 0 }]);
    await journal.close();
  });

  test('given the timetable of a case is gone, when an event moves its clocks, then nothing of the batch is written', async () => {
    await tell([open('G-1')]);
    const row = `(SELECT city, id FROM cases WHERE number = 'G-1')`;
    await library.asOwner(async (owner) => {
      await owner.query(`CREATE TABLE set_aside AS SELECT * FROM clock WHERE (city, case_id) IN ${row}`);
      await owner.query(`DELETE FROM clock WHERE (city, case_id) IN ${row}`);
    });
    const closing = step('G-1', 'x', { id: 'G-1:close', type: 'case.closed', data: { result: 'returned' } });
    await expect(tell([closing])).rejects.toMatchObject({ code: '22012' });
    expect((await entriesOf('G-1')).map(({ event_id }) => event_id)).toEqual(['G-1:open']);
    await library.asOwner((owner) => owner.query('INSERT INTO clock SELECT * FROM set_aside'));
    expect(await outcomes([closing])).toEqual(['accepted']);
  });

  test('given the same events again, then they are duplicates and nothing is added', async () => {
    await tell([open('A-2'), step('A-2', 'request')]);
    expect(await outcomes([open('A-2'), step('A-2', 'request')])).toEqual(['duplicate', 'duplicate']);
    expect(await entriesOf('A-2')).toHaveLength(2);
  });

  test('given a known id with other content, then it is a conflict and the first content stands', async () => {
    await tell([open('A-3'), step('A-3', 'request')]);
    const altered = step('A-3', 'request', { data: { step: 'request', actor: 'Somebody Else' } });
    expect(await outcomes([altered])).toEqual(['conflict conflict id']);
    const [row] = await query(`SELECT data ->> 'actor' AS actor FROM journal WHERE event_id = 'A-3:request'`);
    expect(row).toEqual({ actor: 'Wang Desk' });
  });

  test('given the same id twice in one batch, then the second is a duplicate or a conflict', async () => {
    const other = step('A-4', 'request', { data: { step: 'search' } });
    expect(await outcomes([open('A-4'), open('A-4'), step('A-4', 'request'), other])).toEqual([
      'accepted',
      'duplicate',
      'accepted',
      'conflict conflict id',
    ]);
    expect(await entriesOf('A-4')).toHaveLength(2);
  });

  test('given a known id for another division, then it is a conflict there, also in another city', async () => {
    await tell([open('A-5')]);
    expect(await outcomes([open('A-5', { region: '370103000000' })])).toEqual(['conflict conflict id']);
    expect(await outcomes([open('A-5', { region: '370202000000', data: { organ: 'branch-2' } })])).toEqual([
      'conflict conflict id',
    ]);
    expect(await query(`SELECT city FROM cases WHERE number = 'A-5'`)).toEqual([{ city: 3701 }]);
  });

  test('given what has no place, then it is refused with code and field, and its neighbours are not', async () => {
    expect(
      await outcomes([
        step('A-6', 'request'),
        open('A-7', { data: { item: 'nothing' } }),
        open('A-8', { data: { organ: 'no-library' } }),
        open('A-9'),
        step('A-9', 'request', { data: { step: 'request', organ: 'no-library' } }),
        open('A-9', { id: 'A-9:again' }),
        step('A-9', 'fetch'),
      ]),
    ).toEqual([
      'refused case-unknown subject',
      'refused item-unknown data.item',
      'refused organ-unknown data.organ',
      'accepted',
      'refused organ-unknown data.organ',
      'refused case-exists subject',
      'accepted',
    ]);
    expect((await entriesOf('A-9')).map((row) => row.type)).toEqual(['case.opened', 'case.step-done']);
  });

  test('given a bad opening of a case that is there, then only it is refused, and the events after it find the case', async () => {
    await tell([open('A-12')]);
    // Written by another process, so that this one does not remember the case.
    const other = await library.openAnother();
    await other.journal.append([library.event(step('A-12', 'request'))]);
    expect(
      await outcomes([
        open('A-12', { id: 'A-12:again', data: { item: 'nothing' } }),
        step('A-12', 'search'),
        open('A-13'),
        open('A-12', { id: 'A-12:thrice' }),
      ]),
    ).toEqual(['refused case-exists subject', 'accepted', 'accepted', 'refused case-exists subject']);
    expect((await entriesOf('A-12')).map((row) => row.event_id)).toEqual([
      'A-12:open',
      'A-12:request',
      'A-12:search',
    ]);
  });

  test('given an item that was not in force on the day, then its opening is refused', async () => {
    const early = open('A-10', { source: 'archive', at: Date.parse('2019-12-31T12:00:00+08:00') });
    expect(await outcomes([early])).toEqual(['refused item-unknown data.item']);
  });

  test('given events on cases by key, then the workbench reaches cases of any source', async () => {
    await tell([open('A-11')]);
    const [row] = await query<{ id: number }>(`SELECT id FROM cases WHERE number = 'A-11'`);
    const answers = await spine.journal.append([
      fromWorkbench(spine, row!.id, 'case.decided', { outcome: 'granted', reason: '' }, 'w-1'),
      fromWorkbench(spine, row!.id + 1_000_000, 'case.decided', { outcome: 'granted', reason: '' }, 'w-2'),
    ]);
    expect(answers.map((one) => one.outcome)).toEqual(['accepted', 'refused']);
    expect(await query(`SELECT status FROM cases WHERE number = 'A-11'`)).toEqual([{ status: 'decided' }]);
  });

  test('given many callers at once, then each is answered for its own event', async () => {
    const events = Array.from({ length: 300 }, (_, i) =>
      library.event(
        open(`B-${i}`, {
          region: i % 2 ? '370102000000' : '370202000000',
          data: { organ: i % 2 ? 'branch-1' : 'branch-2' },
        }),
      ),
    );
    const answers = await Promise.all(events.map((event) => spine.journal.appendOne(event)));
    expect(answers).toEqual(events.map(({ id }) => ({ id, outcome: 'accepted' })));
    const rows = await query(
      `SELECT city, count(*)::int AS n FROM cases WHERE number LIKE 'B-%' GROUP BY city ORDER BY city`,
    );
    expect(rows).toEqual([
      { city: 3701, n: 150 },
      { city: 3702, n: 150 },
    ]);
  });

  test('given a live and a replay source, then clocks run on recorded time for the one, on told time for the other', async () => {
    const told = opening - 90 * 24 * hour;
    await tell([open('C-1', { at: told }), open('C-2', { source: 'archive', at: told })]);
    const rows = await query(
      `SELECT c.number, c.opened_at, j.historic, j.occurred_at, j.recorded_at FROM cases c JOIN journal j ON j.city = c.city AND j.case_id = c.id
       WHERE c.number LIKE 'C-%' ORDER BY c.number`,
    );
    expect(rows).toEqual([
      { number: 'C-1', opened_at: opening, historic: false, occurred_at: told, recorded_at: opening },
      { number: 'C-2', opened_at: told, historic: true, occurred_at: told, recorded_at: opening },
    ]);
  });

  test('given everything above, then a replay finds no difference', async () => {
    expect(await library.replay()).toMatchObject({ differences: 0, listed: [] });
  });
});

describe('two processes on one database', () => {
  test('given both write the same events of the same cases, then each event is written once and all are there', async () => {
    const other = await library.openAnother();
    const numbers = Array.from({ length: 40 }, (_, i) => `T-${i}`);
    const steps = ['request', 'search', 'fetch', 'hand-over'];
    const story = numbers.map((number) => [open(number), ...steps.map((code) => step(number, code))]);
    const tellAll = async (by: typeof spine) => {
      const answers = await Promise.all(
        story.map((events) => by.journal.append(events.map((event) => library.event(event)))),
      );
      return answers.flat().map((answer) => answer.outcome);
    };
    const both = await Promise.all([tellAll(spine), tellAll(other)]);
    for (const outcome of both.flat()) expect(['accepted', 'duplicate']).toContain(outcome);
    expect(both.flat().filter((outcome) => outcome === 'accepted')).toHaveLength(200);
    for (const number of numbers) {
      const entries = await entriesOf(number);
      expect(entries.map((row) => row.case_seq)).toEqual([1, 2, 3, 4, 5]);
      expect(entries.map((row) => row.event_id)).toEqual([
        `${number}:open`,
        ...steps.map((code) => `${number}:${code}`),
      ]);
    }
  });

  test('given both write different events of the same cases, then none is lost, and the state holds all', async () => {
    const other = await library.openAnother();
    const numbers = Array.from({ length: 25 }, (_, i) => `U-${i}`);
    await tell(numbers.map((number) => open(number)));
    // One actor at both: how fast he works is looked at over all his cases.
    const by = async (spineOf: typeof spine, name: string) => {
      for (let n = 0; n < 6; n++)
        await spineOf.journal.append(
          numbers.map((number) =>
            library.event(
              step(number, 'search', {
                id: `${number}:${name}:${n}`,
                data: { step: 'search', actor: 'Busy Desk' },
              }),
            ),
          ),
        );
    };
    await Promise.all([by(spine, 'one'), by(other, 'other')]);
    const rows = await query<StoredState & { seq: number; n: number }>(
      `SELECT c.seq, (SELECT count(*)::int FROM journal j WHERE j.city = c.city AND j.case_id = c.id) AS n, ${stateColumns}
       FROM cases c WHERE c.number LIKE 'U-%'`,
    );
    expect(rows).toHaveLength(25);
    for (const row of rows) {
      expect([row.n, row.seq + (row.trailing?.length ?? 0)]).toEqual([13, 13]);
      expect(stepTrace(readState(row), 'search')).toMatchObject({ n: 12 });
    }
    expect(await library.replay(other)).toMatchObject({ differences: 0, listed: [] });
  });
});
