import { expect, test } from 'vitest';
import { toRfc3339 } from '#base/time';
import { day, openLibrary, opening } from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
const { setNow, tell, query } = library;

const clockOf = async (number: string) =>
  (
    await query<{ due_at: number; ledger: string }>(
      `SELECT c.due_at, c.ledger FROM clock c JOIN cases k ON k.city = c.city AND k.id = c.case_id WHERE k.number = $1`,
      [number],
    )
  )[0]!;
const lateEntries = (number: string) =>
  query(
    `SELECT a.evidence ->> 'recordedAt' AS recorded FROM alert a JOIN cases k ON k.city = a.city AND k.id = a.case_id
     WHERE k.number = $1 AND a.rule = 'LATE_ENTRY'`,
    [number],
  );

test('given a live case, when its opening is claimed to be weeks ago, then its clocks run from the recording and it is flagged', async () => {
  await tell([
    { id: 'n-1', number: 'N', type: 'case.opened' },
    { id: 'l-1', number: 'L', type: 'case.opened', at: opening - 20 * day },
  ]);
  expect((await clockOf('L')).due_at).toBe((await clockOf('N')).due_at);
  expect(await lateEntries('N')).toEqual([]);
  expect(await lateEntries('L')).toEqual([{ recorded: toRfc3339(opening) }]);
});

test('given a pause and its end that are claimed to be weeks ago, then the deadline is as of a pause of the moment, and both are flagged', async () => {
  const before = await clockOf('N');
  const at = opening + day;
  await setNow(at);
  const pause = { procedure: 'hearing', basis: '听证' };
  await tell([
    { id: 'n-2', number: 'N', type: 'case.paused', at: opening - 20 * day, data: pause },
    { id: 'n-3', number: 'N', type: 'case.resumed', at: opening - 10 * day },
  ]);
  expect((await clockOf('N')).due_at).toBe(before.due_at);
  expect(await lateEntries('N')).toHaveLength(2);
});

test('given an extension claimed to be weeks ago, when nobody else approved it, then it is flagged twice', async () => {
  await tell([
    {
      id: 'n-4',
      number: 'N',
      type: 'case.extended',
      at: opening - 20 * day,
      data: { n: 2, unit: 'working-day', basis: '延长', actor: 'Li' },
    },
  ]);
  const rules = await query<{ rule: string }>(
    `SELECT a.rule FROM alert a JOIN cases k ON k.city = a.city AND k.id = a.case_id
     WHERE k.number = 'N' AND a.key LIKE '%:4' ORDER BY a.rule`,
  );
  expect(rules.map(({ rule }) => rule)).toEqual(['EXTENSION_WITHOUT_APPROVER', 'LATE_ENTRY']);
  expect((await library.replay()).differences).toBe(0);
});
