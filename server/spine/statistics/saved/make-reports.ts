import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { repeat } from '#base/repeat';
import { type Instant, toRfc3339 } from '#base/time';
import { type Schedule, viewQuery } from '#contract/statistics';
import { dateText } from '#spine/calendar/civil-date';
import { issueDocument } from '#spine/documents/documents';
import { reachOf } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { standingPrincipal } from '#spine/identity/standing-principal';
import type { Spine } from '#spine/spine';
import { dayOf } from '#spine/statistics/tally';
import type { Days } from '../periods/calendar-periods.ts';
import { statisticsOf } from '../views/view.ts';
import { reportOf } from './report.ts';
import { sendNextReport } from './send-reports.ts';
import { nextAfter, reportedDays } from './timetable.ts';

interface Due {
  id: number;
  account_id: number;
  name: string;
  query: unknown;
  schedule: Schedule;
  next_at: Instant;
}

/** The view whose report has been due longest, taken so that no other server makes it meanwhile. */
const dueText = `SELECT id, account_id, name, query, schedule, next_at FROM statistics_view
  WHERE next_at <= $1::timestamptz ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;

/** Rows of a report: what a reader reads. */
const mostRows = 60;

/** Issues the report of one view for its owner, within what the owner reaches now. @throws Refusal */
async function issue(client: ClientBase, spine: Spine, due: Due, days: Days): Promise<string> {
  const owner = await standingPrincipal(client, due.account_id, spine.now());
  if (!owner) throw new Refusal('forbidden', { detail: 'the account is locked' });
  const view = await statisticsOf(spine, reachOf(owner, 'statistics.read'), {
    ...viewQuery.parse(due.query),
    from: dateText(days.from),
    to: dateText(days.to),
    page: 1,
    pageSize: mostRows,
  });
  const { code } = await issueDocument(
    spine,
    client,
    reportOf({
      name: due.name,
      view,
      organ: organOf(spine, owner) ?? view.regionName.zh,
      every: due.schedule.every,
      today: dayOf(spine.now()),
    }),
  );
  return code;
}

function organOf({ registry }: Spine, { grants }: Principal): string | undefined {
  const organId = grants.find((grant) => grant.organId !== null)?.organId;
  return organId == null ? undefined : registry.organById(organId).name.zh;
}

/**
 * Makes one report that is due; false when none is. Report, document and the next time are one transaction, and a view has one
 * report a period: several servers, or one that dies in the middle, make it once. A time that was missed while no server ran is
 * made up for once.
 */
export async function makeNextReport(spine: Spine): Promise<boolean> {
  return inTransaction(spine.pool, async (client) => {
    const now = spine.now();
    const { rows } = await client.query<Due>(dueText, [toRfc3339(now)]);
    const due = rows[0];
    if (!due) return false;
    const days = reportedDays(due.schedule, due.next_at);
    const values = [due.id, due.account_id, due.name, dateText(days.from), dateText(days.to), toRfc3339(now)];
    const { rows: made } = await client.query<{ id: number }>(
      `INSERT INTO statistics_report (view_id, account_id, name, period_from, period_to, made_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (view_id, period_from, period_to) DO NOTHING RETURNING id`,
      values,
    );
    if (made[0]) await fill(client, spine, due, days, made[0].id);
    await client.query('UPDATE statistics_view SET next_at = $2 WHERE id = $1', [
      due.id,
      toRfc3339(nextAfter(due.schedule, now)),
    ]);
    return true;
  });
}

async function fill(client: ClientBase, spine: Spine, due: Due, days: Days, id: number): Promise<void> {
  try {
    const code = await issue(client, spine, due, days);
    const mail = due.schedule.mail && spine.ways.email !== undefined;
    await client.query(
      'UPDATE statistics_report SET document = $2, mail = $3, mail_next_at = $4 WHERE id = $1',
      [id, code, mail ? 'waiting' : null, mail ? toRfc3339(spine.now()) : null],
    );
  } catch (error) {
    // What is out of reach by now, or gone, is said; everything else is tried again.
    if (!(error instanceof Refusal)) throw error;
    await client.query('UPDATE statistics_report SET problem = $2 WHERE id = $1', [
      id,
      error.message.slice(0, 300),
    ]);
  }
}

const pauseMs = 20_000;

/** Makes and sends the reports that are due, again and again; returns how to stop it. */
export const keepReporting = (spine: Spine): (() => Promise<void>) =>
  repeat({
    name: 'reports',
    pauseMs,
    work: async (stopping) => {
      while (!stopping() && (await makeNextReport(spine)));
      while (!stopping() && (await sendNextReport(spine)));
    },
    failed: (error) => spine.log.error('reports of statistics could not be made and are tried again', error),
  });
