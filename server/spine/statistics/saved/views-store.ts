import type { Queries } from '#base/db';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import { type SavedView, type Schedule, type StatisticsReport, viewQuery } from '#contract/statistics';
import type { Registry } from '#spine/catalogue/registry';
import type { Principal } from '#spine/identity/principal';
import { readPreferences } from '#spine/messages/preferences';
import type { Spine } from '#spine/spine';
import { nextAfter } from './timetable.ts';

interface Row {
  id: number;
  name: string;
  query: unknown;
  organ_id: number | null;
  account_id: number;
  owner: string;
  schedule: Schedule | null;
  next_at: Instant | null;
  saved_at: Instant;
}

const columns = `v.id, v.name, v.query, v.organ_id, v.account_id, a.name AS owner, v.schedule, v.next_at, v.saved_at`;

/** The organs at which somebody holds a role. */
const organsOf = ({ grants }: Principal): number[] => [
  ...new Set(grants.flatMap(({ organId }) => (organId === null ? [] : [organId]))),
];

function toView(row: Row, registry: Registry, accountId: number): SavedView {
  const organ = row.organ_id === null ? null : registry.organById(row.organ_id);
  const mine = row.account_id === accountId;
  return {
    id: row.id,
    name: row.name,
    query: viewQuery.parse(row.query),
    organ: organ && { code: organ.code, name: organ.name },
    mine,
    owner: row.owner,
    schedule: mine ? row.schedule : null,
    nextAt: mine ? toRfc3339OrNull(row.next_at) : null,
    savedAt: toRfc3339(row.saved_at),
  };
}

/** One's own views, and those that others of one's organs share; by name. */
export async function listViews(
  spine: Pick<Spine, 'pool' | 'registry'>,
  who: Principal,
): Promise<SavedView[]> {
  const { rows } = await spine.pool.query<Row>(
    `SELECT ${columns} FROM statistics_view v JOIN account a ON a.id = v.account_id
     WHERE v.account_id = $1 OR v.organ_id = ANY($2::int4[]) ORDER BY v.account_id <> $1, v.name, v.id LIMIT 200`,
    [who.accountId, organsOf(who)],
  );
  return rows.map((row) => toView(row, spine.registry, who.accountId));
}

/** The most views of one person. */
const mostViews = 50;

/**
 * Saves a view under a name; the same name takes its place.
 * Refusals: forbidden, for sharing without an organ; conflict, for more than fifty.
 */
export async function saveView(
  spine: Pick<Spine, 'pool' | 'registry' | 'now'>,
  who: Principal,
  given: Pick<SavedView, 'name' | 'query' | 'schedule'> & { share: boolean },
): Promise<SavedView> {
  const [organ] = organsOf(who);
  if (given.share && organ === undefined)
    throw new Refusal('forbidden', { field: 'share', detail: 'a view is shared with an organ of one’s own' });
  const { rows: count } = await spine.pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM statistics_view WHERE account_id = $1 AND name <> $2',
    [who.accountId, given.name],
  );
  if (count[0]!.n >= mostViews)
    throw new Refusal('conflict', { field: 'name', detail: `There are ${mostViews} views already.` });
  const now = spine.now();
  const { schedule } = given;
  const { rows } = await spine.pool.query<Row>(
    `WITH v AS (
       INSERT INTO statistics_view (account_id, name, query, organ_id, schedule, next_at, saved_at)
       VALUES ($1, $2, $3::jsonb, $4, $5::jsonb, $6, $7)
       ON CONFLICT (account_id, name) DO UPDATE SET query = excluded.query, organ_id = excluded.organ_id,
         schedule = excluded.schedule, next_at = excluded.next_at, saved_at = excluded.saved_at
       RETURNING *
     ) SELECT ${columns} FROM v JOIN account a ON a.id = v.account_id`,
    [
      who.accountId,
      given.name,
      JSON.stringify(given.query),
      given.share ? organ : null,
      schedule && JSON.stringify(schedule),
      schedule && toRfc3339(nextAfter(schedule, now)),
      toRfc3339(now),
    ],
  );
  return toView(rows[0]!, spine.registry, who.accountId);
}

/** Refusal: not-found, also for what is another's. */
export async function deleteView(db: Queries, who: Principal, id: number): Promise<void> {
  const { rowCount } = await db.query('DELETE FROM statistics_view WHERE id = $1 AND account_id = $2', [
    id,
    who.accountId,
  ]);
  if (!rowCount) throw new Refusal('not-found', { field: 'id', expected: 'a saved view of one’s own' });
}

/** The newest reports of somebody's views. */
export async function listReports(db: Queries, accountId: number): Promise<StatisticsReport[]> {
  const { rows } = await db.query<{
    id: number;
    name: string;
    period_from: string;
    period_to: string;
    made_at: Instant;
    document: string | null;
    problem: string | null;
    mail: StatisticsReport['mail'];
  }>(
    `SELECT id, name, period_from::text, period_to::text, made_at, document, problem, mail FROM statistics_report
     WHERE account_id = $1 ORDER BY id DESC LIMIT 50`,
    [accountId],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    from: row.period_from,
    to: row.period_to,
    madeAt: toRfc3339(row.made_at),
    pdf: row.document && `/api/documents/${row.document}.pdf`,
    problem: row.problem,
    mail: row.mail,
  }));
}

/** Whether a report can be sent to somebody. */
export async function mailOf(spine: Spine, accountId: number): Promise<'ready' | 'no-address' | 'none'> {
  if (!spine.ways.email) return 'none';
  const preferences = (await readPreferences(spine.pool, spine.keys, [accountId])).get(accountId);
  return preferences?.email ? 'ready' : 'no-address';
}
