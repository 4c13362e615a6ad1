import { describe, expect, test } from 'vitest';
import { inTransaction } from '#base/db';
import type { Instant } from '#base/time';
import type { OpenCase } from '#spine/cases/case-book';
import { beginInCities } from '#spine/journal/city-order';
import { LaneMemory } from '#spine/journal/lane-memory';
import { day, openLibrary, opening, type SourceCode } from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
const { spine, query, setNow, tell } = library;
const cities = [3701, 3702];

const beginning = () => inTransaction(spine.pool, (client) => beginInCities(client, cities), 'SELECT 1');
const at = (civil: string): Instant => Date.parse(`${civil.replace(' ', 'T')}:00+08:00`);
const open = (source: SourceCode, number: string) =>
  tell([{ source, id: `${number}-1`, number, type: 'case.opened', at: opening }]);
const tickArchive = (now: Instant) => spine.ticker.tickReplay(spine.registry.source('archive')!.id, now);
/** A case with one warning, due at an instant, that has not fired. */
const waitingUntil = (due: Instant): OpenCase =>
  ({
    city: 3701,
    fold: { timetable: { clocks: {}, rungs: [[due, 'promised:yellow', 'EXPIRING', 2]], nextI: 0 } },
  }) as unknown as OpenCase;

describe('what a batch remembers of clocks', () => {
  test('given live clocks are run in a city, then a batch there is told up to when, and no batch is counted', async () => {
    await open('counter', 'L-1');
    const before = await beginning();
    const now = opening + 5 * day;
    await setNow(now);
    await spine.ticker.catchUp(now);
    const after = await beginning();
    expect(before.ticked).toEqual([0, 0]);
    expect(after.ticked).toEqual([now - 1_000, 0]);
    expect(after.writes).toEqual(before.writes);
  });

  test('given clocks of a replayed source are run in a city, then a batch there is told that somebody wrote', async () => {
    await open('archive', 'A-1');
    const before = await beginning();
    await tickArchive(opening + 5 * day);
    const after = await beginning();
    expect(after.writes[0]).toBeGreaterThan(before.writes[0]!);
    expect(after.writes[1]).toBe(before.writes[1]!);
    expect(after.ticked).toEqual(before.ticked);
  });

  test('given a warning of the future that a tick gave, when the past is told that needed none, then it is cleared', async () => {
    await open('archive', 'A-2');
    await tickArchive(at('2026-03-07 00:00'));
    await tell([
      { source: 'archive', id: 'A-2-2', number: 'A-2', type: 'case.closed', at: at('2026-03-05 10:00') },
    ]);
    const warnings = await query(
      `SELECT a.key, a.status FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id
       WHERE c.number = 'A-2' AND a.rule = 'EXPIRING'`,
    );
    expect(warnings).toEqual([{ key: 'promised:yellow', status: 2 }]);
  });

  test('given a timetable, then it is not the newest any more from the tick on that moves its next warning', () => {
    const memory = new LaneMemory(10);
    memory.note(3701, 0, opening);
    expect(memory.hasTicked(waitingUntil(opening + 1))).toBe(false);
    expect(memory.hasTicked(waitingUntil(opening))).toBe(true);
  });
});
