import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type CorrectionEvent, correctionEvents } from '#contract/correction-events';
import { at } from '#spine/clocks/clock.fixture';
import { incoming } from '#spine/journal/incoming';
import { formatKey } from '#spine/keys';
import { addUp } from '#spine/statistics/add-up';
import type { CorrectionFold } from './apply-correction.ts';
import { actOnCorrection, issueCorrection } from './correction-commands.ts';
import { filled } from './correction.fixture.ts';
import { readCorrectionLimits } from './correction-limits.ts';
import { createWorld, district } from './correction-world.fixture.ts';
import { followUps } from './follow-ups.ts';
import { decideIssue } from './issue-correction.ts';
import { findUnsupervised, takeUpFromAbove } from './unsupervised.ts';
import { testDatabase } from '../../../tests/support/database.ts';

const opening = at('2026-03-02 10:00');
const world = await createWorld(await testDatabase(), opening);
const { spine, query } = world;
const limits = readCorrectionLimits();
const workbench = spine.registry.source('workbench')!;

interface AlertSqlRow {
  id: number;
  key: string;
  status: number;
  level: number;
}
const alertsOf = (caseId: number) =>
  query<AlertSqlRow>('SELECT id, key, status, level FROM alert WHERE case_id = $1 ORDER BY id', [caseId]);
const correctionOf = async (id: number) =>
  (
    await query<{
      status: string;
      due_at: number | null;
      ended_at: number | null;
      state: CorrectionFold;
      txid: string;
    }>('SELECT status, due_at, ended_at, state, txid::text FROM correction WHERE id = $1', [id])
  )[0]!;
const tally = async () => {
  await addUp(spine.pool);
  const [row] = await query<Record<string, number>>(
    'SELECT yellow, red, yellow_ended, red_ended, corrections_issued, corrections_ended FROM tally_place WHERE region = $1',
    [district],
  );
  return row!;
};

/** Ticks until nothing more falls due, then lets reminders and escalations follow. */
async function letTimePass(now: number): Promise<void> {
  await world.setNow(now);
  while ((await spine.ticker.tick(now)) > 0);
  for (;;) {
    const events = await followUps(spine.pool, workbench, now);
    if (events.length === 0) return;
    for (const answer of await world.append(events)) expect(answer.outcome).toBe('accepted');
  }
}

/** A case of a source whose promise was let pass, with its red card. */
async function lateCase(number: string, source: 'department' | 'log' = 'department') {
  await world.setNow(opening);
  const { id: caseId } = await world.openCase(number, source, opening);
  await query('UPDATE source SET now_at = $1, ticked_to = NULL WHERE code = $2', [
    '2026-03-06T00:00:00Z',
    'log',
  ]);
  await letTimePass(at('2026-03-06 09:00'));
  const red = (await alertsOf(caseId)).find((alert) => alert.key === 'promised:red')!;
  return { caseId, alertId: red.id, id: formatKey(3701, red.id) };
}

const act = (id: string, action: keyof typeof filled) =>
  actOnCorrection(spine, id, { action, values: filled[action], actor: 'Zhang San' });

describe('corrections in the journal', () => {
  test('given a red card, when issued and gone through to the end, then rows, alert and counts follow', async () => {
    const { alertId, id } = await lateCase('A-1');
    const before = await tally();
    await issueCorrection(spine, id, { demand: 'Explain.' }, limits);
    const row = await correctionOf(alertId);
    expect(row).toMatchObject({
      status: 'issued',
      due_at: at('2026-03-10 00:00'),
      ended_at: null,
    });
    expect((await query<AlertSqlRow>('SELECT status FROM alert WHERE id = $1', [alertId]))[0]!.status).toBe(
      1,
    );
    for (const action of ['sign', 'rectify', 'answer', 'verify'] as const) await act(id, action);
    const after = await correctionOf(alertId);
    expect(after).toMatchObject({ status: 'cleared', due_at: null, ended_at: at('2026-03-06 09:00') });
    expect(BigInt(after.txid)).toBeGreaterThan(BigInt(row.txid));
    expect((await query<AlertSqlRow>('SELECT status FROM alert WHERE id = $1', [alertId]))[0]!.status).toBe(
      2,
    );
    expect(await tally()).toEqual({
      ...before,
      corrections_issued: before.corrections_issued! + 1,
      corrections_ended: before.corrections_ended! + 1,
      red_ended: before.red_ended! + 1,
    });
  });

  test.each(['department', 'log'] as const)(
    'given a case of source %s, when nobody signs, then warned, reminded and escalated once, and all ends with it',
    async (source) => {
      const { caseId, alertId, id } = await lateCase(`B-${source}`, source);
      await issueCorrection(spine, id, { demand: '' }, limits);
      await letTimePass(at('2026-03-10 08:00'));
      expect((await correctionOf(alertId)).state.followUp).toMatchObject({ what: 'escalate' });
      await letTimePass(at('2026-03-20 08:00'));
      await letTimePass(at('2026-03-20 08:01'));
      const { state } = (await correctionOf(alertId)).state;
      expect(state).toMatchObject({ status: 'escalated', escalations: 1, supervisor: '370100000000' });
      const own = () =>
        alertsOf(caseId).then((all) => all.filter((alert) => alert.key.startsWith(`correction:${alertId}:`)));
      expect(
        (await own()).map(({ key, level }) => [key.split(':').slice(2).join(':'), level]).sort(),
      ).toEqual([
        ['sign:escalation', 3],
        ['sign:overdue', 2],
      ]);
      const counted = await tally();
      for (const action of ['sign', 'rectify', 'answer', 'verify'] as const) await act(id, action);
      expect(new Set((await own()).map((alert) => alert.status))).toEqual(new Set([2]));
      expect(await tally()).toEqual({
        ...counted,
        corrections_ended: counted.corrections_ended! + 1,
        yellow_ended: counted.yellow_ended! + 1,
        red_ended: counted.red_ended! + 2,
      });
      // What has fired of the case itself is left alone, and the rest of its timetable too.
      expect((await alertsOf(caseId)).filter((alert) => alert.key === 'promised:red')).toHaveLength(1);
    },
  );

  test('given a follow-up, when two tickers give it to the journal, then it happens once', async () => {
    const { alertId, id } = await lateCase('C-1');
    await issueCorrection(spine, id, { demand: '' }, limits);
    await world.setNow(at('2026-03-10 08:00'));
    const ask = async () =>
      (await followUps(spine.pool, workbench, spine.now())).filter(
        (event) => event.data.correction === String(alertId),
      );
    const [one, other] = await Promise.all([ask(), ask()]);
    expect(one.map((event) => event.type)).toEqual(['correction.reminded']);
    expect((await world.append(one))[0]!.outcome).toBe('accepted');
    expect((await world.append(other))[0]!.outcome).not.toBe('accepted');
    expect(await ask()).toEqual([]);
    expect(
      await query(`SELECT FROM journal WHERE type = 'correction.reminded' AND data ->> 'correction' = $1`, [
        String(alertId),
      ]),
    ).toHaveLength(1);
  });

  test('given events of one correction in one batch, then each stands on the one before, and what does not fit is refused', async () => {
    const { caseId, alertId } = await lateCase('D-1');
    const [alert] = await query<{ key: string; rule: string }>('SELECT key, rule FROM alert WHERE id = $1', [
      alertId,
    ]);
    const facts = { id: alertId, caseId, ...alert!, level: 'red' as const, status: 0, region: district };
    const issue = decideIssue(facts, { demand: '' }, limits, spine.now());
    const correction = String(alertId);
    const say = (type: CorrectionEvent['type'], data: Record<string, unknown>) =>
      incoming(workbench, {
        id: randomUUID(),
        type,
        region: district,
        occurredAt: spine.now(),
        data,
        reference: { id: caseId },
      });
    const sign = { correction, actor: 'Zhang San' };
    const answers = await world.append([
      say('correction.signed', sign),
      say('correction.issued', { ...issue.data, alertKey: 'another' }),
      say('correction.issued', { ...issue.data }),
      say('correction.issued', { ...issue.data }),
      say('correction.signed', sign),
      say('correction.signed', sign),
      say('correction.rectified', { ...sign, cause: '' }),
      say('correction.signed', { ...sign, correction: 'x' }),
      say('correction.signed', { ...sign, correction: '999999' }),
    ]);
    expect(
      answers.map(({ outcome, code, field }) => [outcome, code, field].filter(Boolean).join(' ')),
    ).toEqual([
      'refused not-found data.correction',
      'refused field-invalid data.alertKey',
      'accepted',
      'refused action-not-allowed type',
      'accepted',
      'refused action-not-allowed type',
      'refused field-invalid data.cause',
      'refused field-invalid data.correction',
      'refused not-found data.correction',
    ]);
    expect((await correctionOf(alertId)).status).toBe('signed');
  });

  test('given an alert of another case, when issued in this one, then it is not found', async () => {
    const [one, other] = [await lateCase('E-1'), await lateCase('E-2')];
    const facts = {
      id: other.alertId,
      key: 'promised:red',
      rule: 'OVERDUE',
      level: 'red' as const,
      status: 0,
    };
    const { type, data } = decideIssue(
      { ...facts, caseId: one.caseId, region: district },
      { demand: '' },
      limits,
      opening,
    );
    const [answer] = await world.append([
      incoming(workbench, {
        id: randomUUID(),
        type,
        region: district,
        occurredAt: opening,
        data: { ...data },
        reference: { id: one.caseId },
      }),
    ]);
    expect(answer).toMatchObject({ outcome: 'refused', code: 'not-found', field: 'data.correction' });
  });

  test('given two officials who sign at the same moment, then one of them is refused', async () => {
    const { id } = await lateCase('F-1');
    await issueCorrection(spine, id, { demand: '' }, limits);
    const results = await Promise.allSettled([act(id, 'sign'), act(id, 'sign')]);
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('given what the journal holds, then every event of a correction is in its schema', async () => {
    const rows = await query<{ type: string; data: unknown }>(
      `SELECT type, data FROM journal WHERE type LIKE 'correction.%'`,
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const { type, data } of rows)
      expect(correctionEvents[type as keyof typeof correctionEvents].safeParse(data).success).toBe(true);
  });
});

describe('warnings that nobody puts under supervision', () => {
  test('given a live and a replayed card of five days ago, then the level above takes up the live one, once', async () => {
    // An alert is recorded by the database's own clock, to the microsecond: the question's present is moved instead.
    const [live, replayed] = [await lateCase('G-1'), await lateCase('G-2', 'log')];
    const [row] = await query<{ at: number }>('SELECT recorded_at AS at FROM alert WHERE id = $1', [
      live.alertId,
    ]);
    const day = 86_400_000;
    const found = await findUnsupervised(spine.pool, limits, row!.at + 5 * day + 1);
    const ids = found.map((alert) => alert.id);
    expect(ids).toContain(live.alertId);
    expect(ids).not.toContain(replayed.alertId);
    expect(
      (await findUnsupervised(spine.pool, limits, row!.at + 5 * day - 1)).map((alert) => alert.id),
    ).not.toContain(live.alertId);
    const events = takeUpFromAbove(found, limits, workbench, spine.now());
    expect((await world.append(events)).every((answer) => answer.outcome === 'accepted')).toBe(true);
    const { state } = (await correctionOf(live.alertId)).state;
    expect(state).toMatchObject({ status: 'issued', supervisor: '370100000000' });
    expect(await findUnsupervised(spine.pool, limits, row!.at + 6 * day)).toEqual([]);
  });
});
