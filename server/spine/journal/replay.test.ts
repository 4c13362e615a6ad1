import { beforeAll, describe, expect, test } from 'vitest';
import { formatKey } from '#spine/keys';
import { actOnCorrection, issueCorrection } from '#spine/corrections/correction-commands';
import { readCorrectionLimits } from '#spine/corrections/correction-limits';
import { filled } from '#spine/corrections/correction.fixture';
import { replay, replayOn, type ReplayReport } from '#spine/journal/replay';
import { rollUp } from '#spine/statistics/periods/roll-up';
import { day, openLibrary, opening, type Told } from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
const { spine, query } = library;

const act = (number: string, type: Told['type'], more: Partial<Told> = {}): Told => ({
  id: `${number}:${type}:${more.data?.step ?? ''}`,
  number,
  type,
  ...more,
});
const step = (number: string, code: string, actor = 'Wang Desk'): Told =>
  act(number, 'case.step-done', { data: { step: code, actor, post: 'desk' } });

const tell = async (events: Told[], by = spine): Promise<void> => {
  for (const answer of await library.tell(events, by)) expect(answer.outcome).toBe('accepted');
};

/** A history with everything that a replay compares: late and paused cases, silence, a burst, a correction, a told past. */
async function makeHistory(): Promise<void> {
  await tell([
    act('L-1', 'case.opened'),
    act('L-2', 'case.opened', { region: '370102001002' }),
    act('L-3', 'case.opened', { region: '370202000000', data: { organ: 'branch-2' } }),
    act('C-1', 'case.opened', { region: '370100000000', data: { item: 'card' } }),
    step('L-1', 'request'),
    act('Q-1', 'case.opened'),
  ]);
  // Trails behind the row of its case.
  await tell([step('Q-1', 'search')]);
  for (let i = 0; i < 22; i++)
    await tell([act(`P-${i}`, 'case.opened'), step(`P-${i}`, 'request', 'Hasty Desk')]);
  await library.setNow(opening + 3 * day);
  await tell([
    step('L-1', 'fetch'),
    act('L-2', 'case.paused', { data: { procedure: 'hearing', basis: 'rule 7' } }),
  ]);
  await library.setNow(opening + 9 * day);
  await spine.ticker.tick(spine.now());
  await tell([
    act('L-2', 'case.resumed'),
    act('L-3', 'case.closed', { region: '370202000000', data: { contents: ['slip'] } }),
  ]);
  await library.setNow(opening + 20 * day);
  await spine.ticker.tick(spine.now());
  const [red] = await query<{ city: number; id: number }>(
    `SELECT a.city, a.id FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id
     WHERE a.key = 'promised:red' AND c.number = 'L-1'`,
  );
  const id = formatKey(red!.city, red!.id);
  await issueCorrection(spine, id, { demand: 'Explain.' }, readCorrectionLimits());
  await library.setNow(opening + 21 * day);
  await actOnCorrection(spine, id, { action: 'sign', values: filled.sign, actor: 'Zhang San' });
  // The answer is late, and no ticker comes by before an appeal stops its clock: the appeal itself tells.
  await library.setNow(opening + 31 * day);
  await actOnCorrection(spine, id, { action: 'appeal', values: filled.appeal, actor: 'Zhang San' });
  // What follows is pending, and in no period yet.
  await rollUp(spine.pool);
  await tell([
    act('H-1', 'case.opened', { source: 'archive', at: opening - 400 * day }),
    act('H-1', 'case.closed', { source: 'archive', at: opening - 380 * day }),
    act('H-2', 'case.opened', { source: 'archive', at: opening - 390 * day }),
  ]);
  const archive = spine.registry.source('archive')!;
  await spine.ticker.tickReplay(archive.id, opening - 300 * day);
}

beforeAll(makeHistory);

describe('a replay', () => {
  test('given a history, then it finds no difference, and counts what it compared', async () => {
    await spine.ticker.catchUp(spine.now());
    const [rows] = await query<{ cases: number; events: number; alerts: number; rules: string[] }>(
      `SELECT (SELECT count(*)::int FROM cases) AS cases, (SELECT count(*)::int FROM journal) AS events,
         (SELECT count(*)::int FROM alert) AS alerts, (SELECT array_agg(DISTINCT rule ORDER BY rule) FROM alert) AS rules`,
    );
    const { rules, ...counts } = rows!;
    expect(rules).toEqual(
      expect.arrayContaining([
        'BULK_BACKFILL',
        'EXPIRING',
        'INACTION',
        'OVERDUE',
        'SILENT_ACCEPTANCE',
        'STEP_OVERDUE',
      ]),
    );
    expect(await library.replay()).toEqual({ differences: 0, ...counts, listed: [] });
  });

  test('given a limit passed and no ticker came by before an appeal stopped its clock, then its warning was given', async () => {
    const rows =
      await query(`SELECT split_part(key, ':', 3) || ':' || split_part(key, ':', 4) AS key FROM alert
      WHERE rule = 'CORRECTION_OVERDUE' ORDER BY fired_at`);
    expect(rows).toEqual([{ key: 'answer:overdue' }]);
  });

  test('given progress is asked for, then it ends with all cases', async () => {
    const told: [number, number][] = [];
    const report = await replay(spine, { onProgress: (done, total) => told.push([done, total]) });
    expect(told.at(-1)).toEqual([report.cases, report.cases]);
  });

  test('given a server that serves at the same time, then it finds no difference', async () => {
    const other = await library.openAnother();
    let serving = true;
    const serve = async () => {
      for (let i = 0; serving; i++)
        await tell([act(`S-${i}`, 'case.opened'), step(`S-${i}`, 'request')], other);
    };
    const served = serve();
    for (let round = 0; round < 3; round++)
      expect(await library.replay()).toMatchObject({ differences: 0, listed: [] });
    serving = false;
    await served;
  });
});

/** What somebody with the owner's rights alters, and what the replay must say is different. */
const tampering: [what: string, statements: string[], differs: RegExp][] = [
  ['the status of a case', [`UPDATE cases SET status = 'closed' WHERE number = 'L-1'`], /case\.status/],
  ['the lateness of a case', [`UPDATE cases SET late = NOT late WHERE number = 'L-3'`], /case\.late/],
  [
    'the closing of a case',
    [`UPDATE cases SET ended_at = ended_at - interval '1 ms' WHERE number = 'L-3'`],
    /case\.ended/,
  ],
  ['the number of a case', [`UPDATE cases SET number = 'L-9' WHERE number = 'L-3'`], /journal/],
  ['the division of a case', [`UPDATE cases SET region = 370103000000 WHERE number = 'L-1'`], /journal/],
  ['the organ of a case', [`UPDATE cases SET organ_id = organ_id + 1 WHERE number = 'L-1'`], /case\.organ/],
  [
    'the state of a case',
    [`UPDATE cases SET state = jsonb_set(state::jsonb, '{corrections}', '3')::text WHERE number = 'C-1'`],
    /case\.state/,
  ],
  [
    'how far the row of a case tells',
    [`UPDATE cases SET seq = seq - 1 WHERE number = 'L-1'`],
    /case\.(seq|state)/,
  ],
  [
    'how far the row of an ended case tells',
    [`UPDATE cases SET seq = seq - 1 WHERE number = 'L-3'`],
    /case\.seq/,
  ],
  [
    'what trails behind the row of a case away',
    [`UPDATE cases SET seq = seq + 1 WHERE number = 'Q-1'`],
    /case\.state/,
  ],
  ['a case away', [`DELETE FROM cases WHERE number = 'C-1'`], /journal/],
  [
    'a due time',
    [`UPDATE clock SET due_at = due_at + interval '1 day' WHERE due_at IS NOT NULL`],
    /clock\.due/,
  ],
  [
    'when the case of a clock ended',
    [`UPDATE clock SET ended_at = now() WHERE case_id = (SELECT id FROM cases WHERE number = 'L-1')`],
    /clock\.ended/,
  ],
  ['a ledger', [`UPDATE clock SET ledger = replace(ledger, '[5,', '[6,')`], /clock\.ledger/],
  [
    'a clock so that it does not warn',
    [`UPDATE clock SET next_at = NULL WHERE next_at IS NOT NULL`],
    /clock\.next/,
  ],
  [
    'a clock past a warning',
    [
      `UPDATE clock SET next_i = next_i + 1, next_at = to_timestamp((rungs::json -> (next_i + 1) ->> 0)::float8 / 1000) WHERE next_at IS NOT NULL AND rungs::json -> next_i ->> 2 <> 'INACTION'`,
    ],
    /clock\.next/,
  ],
  [
    'a clock away',
    [`DELETE FROM clock WHERE case_id = (SELECT id FROM cases WHERE number = 'L-1')`],
    /clock/,
  ],
  ['the level of an alert', [`UPDATE alert SET level = 1 WHERE key = 'promised:red'`], /alert promised:red/],
  [
    'the time of an alert',
    [`UPDATE alert SET fired_at = fired_at + interval '1 s' WHERE key = 'promised:red'`],
    /alert promised:red/,
  ],
  [
    'an alert to cleared',
    [`UPDATE alert SET status = 2 WHERE rule = 'STEP_OVERDUE'`],
    /alert step:fetch:red status/,
  ],
  [
    'the evidence of an alert',
    [
      `UPDATE alert SET evidence = replace(evidence::text, 'Hasty', 'Wang')::json WHERE rule = 'BULK_BACKFILL'`,
    ],
    /alert BULK_BACKFILL/,
  ],
  [
    'the organ of an alert',
    [`UPDATE alert SET organ_id = organ_id + 1 WHERE key = 'promised:red'`],
    /alert promised:red\.organ/,
  ],
  [
    'an alert away',
    [`ALTER TABLE alert DISABLE TRIGGER alert_no_delete`, `DELETE FROM alert WHERE key = 'promised:red'`],
    /alert promised:red/,
  ],
  [
    'a silence away',
    [`ALTER TABLE alert DISABLE TRIGGER alert_no_delete`, `DELETE FROM alert WHERE rule = 'INACTION'`],
    /alert INACTION/,
  ],
  [
    'an alert that never was',
    [
      `INSERT INTO alert (city, case_id, key, rule, level, item_id, organ_id, region, fired_at) SELECT city, id, 'legal:red', 'OVERDUE', 3, item_id, organ_id, region, now() FROM cases WHERE number = 'L-3'`,
    ],
    /alert legal:red/,
  ],
  ['the status of a correction', [`UPDATE correction SET status = 'cleared'`], /correction \d+ status/],
  [
    'the limit of a correction',
    [`UPDATE correction SET due_at = due_at + interval '1 day'`],
    /correction \d+ due/,
  ],
  ['a correction away', ['DELETE FROM correction'], /correction \d+$/],
  ['the cube', ['UPDATE tally_cube SET opened = opened + 1 WHERE region = 370102001002'], /tally_cube/],
  [
    'a division of the roll-up',
    ['UPDATE tally_place SET red = red - 1 WHERE region = 370100000000'],
    /tally_place 370100000000/,
  ],
  ['a day of the roll-up', ['UPDATE tally_day SET closed = closed + 1 WHERE city = 3702'], /tally_day/],
  ['an organ of the roll-up', ['UPDATE tally_organ SET yellow = 0 WHERE city = 3701'], /tally_organ/],
  ['an item of the roll-up', ['DELETE FROM tally_item WHERE city = 3701'], /tally_item/],
  ['an item of a city', ['DELETE FROM tally_city_item WHERE city = 3701'], /tally_city_item/],
  [
    'a roll-up of a city without cases',
    [
      `INSERT INTO tally_place SELECT 3799, 379900000000, opened, closed, closed_late, notice, yellow, red, yellow_ended, red_ended, corrections_issued, corrections_ended FROM tally_place LIMIT 1`,
    ],
    /tally_place 379900000000/,
  ],
  ...[1, 2, 3].map((grain): [string, string[], RegExp] => [
    `a sum by organ and platform, grain ${grain}`,
    [
      `UPDATE tally_period SET opened = opened + 1 WHERE (what, level, grain) = (4, 3, ${grain}) AND place = 370100000000`,
    ],
    new RegExp(`tally_period 4 3 ${grain} \\S+ 370100000000 `),
  ]),
  ['sums by organ and platform away', ['DELETE FROM tally_period WHERE what = 4'], /tally_period 4 3 1/],
  [
    'a sum by platform',
    ['UPDATE tally_period SET opened = opened + 1 WHERE what = 5 AND level = 4'],
    /tally_period 5 4 1/,
  ],
  ['what is pending away', ['DELETE FROM tally_pending'], /tally_period 0 3 1/],
  [
    'the pace of an actor',
    [`UPDATE actor_pace SET times = substring(times FROM 7) WHERE actor = 'Hasty Desk'`],
    /actor_pace/,
  ],
  [
    'an entry of the journal',
    [
      'ALTER TABLE journal DISABLE TRIGGER journal_append_only',
      `UPDATE journal SET data = '{"step":"search"}' WHERE event_id = 'L-1:case.step-done:fetch'`,
    ],
    /case\.state|clock/,
  ],
  [
    'the time of an opening',
    [
      'ALTER TABLE journal DISABLE TRIGGER journal_append_only',
      `UPDATE journal SET occurred_at = occurred_at + interval '1 day' WHERE event_id = 'L-1:case.opened:'`,
    ],
    /journal/,
  ],
  [
    'the last entry away',
    [
      'ALTER TABLE journal DISABLE TRIGGER journal_append_only',
      `DELETE FROM journal WHERE event_id = 'L-3:case.closed:'`,
    ],
    /case\.seq/,
  ],
  [
    'an entry in the middle away',
    [
      'ALTER TABLE journal DISABLE TRIGGER journal_append_only',
      `DELETE FROM journal WHERE event_id = 'L-1:case.step-done:request'`,
    ],
    /journal/,
  ],
];

/** Alters the database in a transaction of the owner, looks at it as the replay would, and takes it back. */
async function replayTampered(statements: string[]): Promise<ReplayReport> {
  let report: ReplayReport | undefined;
  await library.asOwner(async (owner) => {
    await owner.query('BEGIN');
    try {
      for (const statement of statements) {
        const { rowCount, command } = await owner.query(statement);
        if (command !== 'ALTER') expect(rowCount).toBeGreaterThan(0);
      }
      report = await replayOn(owner, spine, spine.now() - 1_000);
    } finally {
      await owner.query('ROLLBACK');
    }
  });
  return report!;
}

describe('a replay of a history that was tampered with', () => {
  test.each(tampering)('given somebody alters %s, then it is found', async (_, statements, differs) => {
    const { differences, listed } = await replayTampered(statements);
    expect(differences).toBeGreaterThan(0);
    expect(listed.map((one) => `${one.case} ${one.what}`)).toEqual(
      expect.arrayContaining([expect.stringMatching(differs)]),
    );
  });

  test('given something counted that is not added up yet, then it counts as it is, and altering it is found', async () => {
    await tell([act('N-1', 'case.opened'), act('N-2', 'case.opened')]);
    expect(await replayTampered(['SELECT FROM tally_change'])).toMatchObject({ differences: 0 });
    for (const statement of [
      'DELETE FROM tally_change',
      `INSERT INTO tally_change (days, regions, organ_ids, item_ids, counters, ns)
         SELECT days, regions, organ_ids, item_ids, counters, ns FROM tally_change`,
    ]) {
      const { listed } = await replayTampered([statement]);
      expect(listed.map((one) => one.case)).toContainEqual(expect.stringMatching(/^tally_cube /));
    }
  });

  test('given more differences than are listed, then all are counted', async () => {
    const { differences, listed } = await replayTampered([`UPDATE cases SET status = ''`]);
    expect(differences).toBeGreaterThan(20);
    expect(listed.length).toBeLessThanOrEqual(50);
  });
});
