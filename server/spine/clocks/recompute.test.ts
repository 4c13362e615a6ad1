import { beforeAll, describe, expect, test } from 'vitest';
import { type CalendarData, calendarData } from '#contract/calendar';
import { readCalendars } from '#spine/calendar/calendar-files';
import { eventTitle } from '#spine/cases/event-titles';
import { saveCalendar, saveOrgans } from '#spine/catalogue/register';
import { recomputeClocks, recomputeOutdated } from '#spine/clocks/recompute';
import { issueCorrection } from '#spine/corrections/correction-commands';
import { readCorrectionLimits } from '#spine/corrections/correction-limits';
import { formatKey } from '#spine/keys';
import { libraries, openLibrary, type Told } from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
const { spine, query, setNow } = library;
const at = (civil: string) => Date.parse(`${civil.replace(' ', 'T')}:00+08:00`);

let told = 0;
const tell = async (number: string, ...events: (Partial<Told> & Pick<Told, 'type'>)[]): Promise<void> => {
  const all = events.map((event): Told => ({ id: `${number}:${told++}`, number, ...event }));
  for (const answer of await library.tell(all)) expect(answer).toMatchObject({ outcome: 'accepted' });
};
const tickTo = async (now: number): Promise<void> => {
  await setNow(now);
  await spine.ticker.catchUp(now);
};
const noDifference = async () => expect(await library.replay()).toMatchObject({ differences: 0, listed: [] });

const dueOf = async (number: string) =>
  (
    await query<{ due_at: number | null }>(
      `SELECT k.due_at FROM clock k JOIN cases c ON c.city = k.city AND c.id = k.case_id WHERE c.number = $1`,
      [number],
    )
  )[0]!.due_at;
const typesOf = async (number: string) =>
  (
    await query<{ type: string }>(
      `SELECT j.type FROM journal j JOIN cases c ON c.city = j.city AND c.id = j.case_id WHERE c.number = $1 ORDER BY j.case_seq`,
      [number],
    )
  ).map((row) => row.type);
const alertsOf = (number: string) =>
  query<{ key: string; fired_at: number }>(
    `SELECT a.key, a.fired_at FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id
     WHERE c.number = $1 AND a.rule IN ('OVERDUE', 'EXPIRING', 'INACTION') ORDER BY a.fired_at, a.key`,
    [number],
  );

const shipped = readCalendars().find((data) => data.code === 'CN')!;
let newest: CalendarData = shipped;
/** A new version of the calendar, in which these days of a year are free by a notice. */
async function publish(year: number, days: string[], notice: string): Promise<number> {
  const before = newest.years.filter((one) => one.year !== year);
  const kept = newest.years.find((one) => one.year === year)?.days ?? [];
  newest = calendarData.parse({
    ...newest,
    version: newest.version + 1,
    years: [
      ...before,
      {
        year,
        status: 'published',
        notices: [{ title: notice }],
        days: [
          ...kept.filter((day) => !days.includes(day.date)).map((day) => ({ ...day, notice: 0 })),
          ...days.map((date) => ({ date, name: { zh: '假日', en: 'Holiday' }, kind: 'holiday', notice: 0 })),
        ].sort((a, b) => (a.date < b.date ? -1 : 1)),
      },
    ].sort((a, b) => a.year - b.year),
  });
  await saveCalendar(spine.pool, newest);
  await spine.registry.refresh();
  return recomputeClocks(spine, 'CN', notice);
}

beforeAll(async () => {
  await setNow(at('2026-12-24 10:00'));
  await tell('year-end', { type: 'case.opened' });
  await tell('this-year', { type: 'case.opened', data: { item: 'loan' } });
  await tell('closed', { type: 'case.opened' }, { type: 'case.closed', data: { contents: ['slip'] } });
  await tell(
    'paused',
    { type: 'case.opened' },
    { type: 'case.paused', data: { procedure: 'other', basis: 'rule 7' } },
  );
  await tell('told', { source: 'archive', type: 'case.opened', at: at('2026-12-23 10:00') });
  await noDifference();
});

describe('the notice of the days off of 2027', () => {
  test('given open clocks that reach into 2027, when it is saved, then they move, and their cases tell why', async () => {
    // 24 December is a Thursday: five working days end on the 31st, ten on 7 January.
    expect(await dueOf('year-end')).toBe(at('2026-12-31 17:30'));
    const legalRed = async () =>
      (
        await query<{ at: number }>(
          `SELECT (r ->> 0)::float8 AS at FROM clock k JOIN cases c ON c.city = k.city AND c.id = k.case_id,
             json_array_elements(k.rungs::json) AS r WHERE c.number = 'year-end' AND r ->> 1 = 'legal:red'`,
        )
      )[0]!.at;
    expect(await legalRed()).toBe(at('2027-01-08 09:00'));
    const moved = await publish(2027, ['2027-01-01', '2027-01-04', '2027-01-05'], 'Notice of 2027');
    expect(moved).toBeGreaterThanOrEqual(3);
    expect(await legalRed()).toBe(at('2027-01-13 09:00'));
    expect(await typesOf('year-end')).toEqual(['case.opened', 'case.recalculated']);
    const [entry] = await query(
      `SELECT s.code, j.data FROM journal j JOIN source s ON s.id = j.source_id JOIN cases c ON c.city = j.city AND c.id = j.case_id
       WHERE c.number = 'year-end' AND j.type = 'case.recalculated'`,
    );
    expect(entry).toEqual({
      code: 'workbench',
      data: { calendar: 'CN', version: newest.version, notice: 'Notice of 2027' },
    });
    expect(eventTitle('case.recalculated').zh).toMatch(/重新计算/);
  });

  test('given cases that it does not concern, then they are left alone', async () => {
    expect(await typesOf('closed')).toEqual(['case.opened', 'case.closed']);
    expect(await typesOf('paused')).toEqual(['case.opened', 'case.paused']);
  });

  test('given nobody acted, then the case itself is as it was: neither its state nor its silence', async () => {
    const [row] = await query(
      `SELECT c.seq, c.status, c.last_at, c.state::json ->> 'lastActor' AS actor FROM cases c WHERE number = 'year-end'`,
    );
    expect(row).toEqual({ seq: 2, status: 'opened', last_at: at('2026-12-24 10:00'), actor: null });
    await tickTo(at('2026-12-30 10:00'));
    expect(await alertsOf('year-end')).toEqual([
      { key: `INACTION:${at('2026-12-24 10:00')}`, fired_at: at('2026-12-29 17:30') },
    ]);
  });

  test('given it is done again, then nothing is added', async () => {
    const before = await query('SELECT count(*)::int AS n FROM journal');
    expect(await recomputeClocks(spine, 'CN', 'Notice of 2027')).toBe(0);
    await recomputeOutdated(spine);
    expect(await query('SELECT count(*)::int AS n FROM journal')).toEqual(before);
  });

  test('given a clock that stood still meanwhile, when it runs again, then it goes by the notice', async () => {
    await setNow(at('2026-12-30 10:00'));
    await tell('paused', { type: 'case.resumed' });
    // All five working days are left: 31 December, then from 6 January on.
    expect(await dueOf('paused')).toBe(at('2027-01-11 17:30'));
    const [row] = await query<{ version: number }>(
      `SELECT (k.ledger::json -> 'frames' -> (k.ledger::json -> 'clocks' -> 'promised' ->> 0)::int ->> 1)::int AS version FROM clock k JOIN cases c ON c.id = k.case_id WHERE c.number = 'paused'`,
    );
    expect(row!.version).toBe(newest.version);
  });

  test('given a case opened after it, then its clocks begin by the new version', async () => {
    await setNow(at('2026-12-31 10:00'));
    await tell('after', { type: 'case.opened' });
    expect(await dueOf('after')).toBe(at('2027-01-12 17:30'));
  });

  test(
    'given all that, then a replay tells each entry by the calendar of its day, and nothing differs',
    noDifference,
  );
});

describe('a correction that goes on over the notice', () => {
  test('given its limits reach into the new days, then they move by an event of their own, and its due time too', async () => {
    await tickTo(at('2027-01-04 10:00'));
    const [red] = await query<{ city: number; id: number }>(
      `SELECT a.city, a.id FROM alert a JOIN cases c ON c.id = a.case_id WHERE c.number = 'year-end' AND a.key = 'promised:red'`,
    ).then(async (rows) => {
      if (rows.length > 0) return rows;
      await tickTo(at('2027-01-06 10:00'));
      return query<{ city: number; id: number }>(
        `SELECT a.city, a.id FROM alert a JOIN cases c ON c.id = a.case_id WHERE c.number = 'year-end' AND a.key = 'promised:red'`,
      );
    });
    await issueCorrection(
      spine,
      formatKey(red!.city, red!.id),
      { demand: 'Explain.' },
      readCorrectionLimits(),
    );
    const due = async () =>
      (await query<{ due_at: number }>('SELECT due_at FROM correction WHERE id = $1', [red!.id]))[0]!.due_at;
    const signBy = await due();
    expect(signBy).toBe(at('2027-01-07 17:30'));
    await publish(2027, ['2027-01-01', '2027-01-04', '2027-01-05', '2027-01-07'], 'Notice of 2027, amended');
    expect(await due()).toBe(at('2027-01-08 17:30'));
    expect(await typesOf('year-end')).toContain('correction.recalculated');
    await noDifference();
  });
});

describe('days that have passed already', () => {
  test('given a past day turns out to have been free, then what was warned of stays, and the rest moves', async () => {
    await setNow(at('2027-02-22 10:00'));
    await tell('backwards', { type: 'case.opened' });
    await tickTo(at('2027-03-02 10:00'));
    const given = await alertsOf('backwards');
    expect(given.map(({ key }) => key)).toContain('promised:red');
    await publish(2027, ['2027-02-24'], 'A day off after all');
    expect(await dueOf('backwards')).toBe(at('2027-03-02 17:30'));
    expect(await alertsOf('backwards')).toEqual(given);
    await tickTo(at('2027-03-05 10:00'));
    expect(await alertsOf('backwards')).toEqual(
      expect.arrayContaining([...given, expect.objectContaining({ key: 'legal:notice' })]),
    );
    await noDifference();
  });
});

describe('reference data that change while cases are open', () => {
  test('given an organ changes its hours and its clocks begin anew, then every entry is told by what held then', async () => {
    await setNow(at('2027-04-12 10:00'));
    await tell('hours-before', { type: 'case.opened' });
    const branch = libraries.find((one) => one.code === 'branch-1')!;
    const workPeriods = [{ from: '08:00', to: '12:00' }];
    await saveOrgans(spine.pool, [{ ...branch, workPeriods }], false);
    await tell('hours-after', { type: 'case.opened' });
    expect(await dueOf('hours-before')).toBe(at('2027-04-19 17:30'));
    expect(await dueOf('hours-after')).toBe(at('2027-04-19 12:00'));
    await tickTo(at('2027-04-26 10:00'));
    await noDifference();
  });

  test('given another process saved it, then the next batch of this one knows it already', async () => {
    const other = await library.openAnother();
    const branch = libraries.find((one) => one.code === 'branch-1')!;
    await saveOrgans(other.pool, [branch], false);
    await setNow(at('2027-05-10 10:00'));
    const edition = spine.registry.edition;
    await tell('other-process', { type: 'case.opened' });
    expect(spine.registry.edition).toBeGreaterThan(edition);
    expect(await dueOf('other-process')).toBe(at('2027-05-17 17:30'));
    await noDifference();
  });
});
