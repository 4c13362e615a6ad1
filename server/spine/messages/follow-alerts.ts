import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { Bilingual } from '#contract/text';
import { alertLevels } from '#spine/alerts/alert-queries';
import { alertsWritten } from '#spine/alerts/alert-writes';
import { lastActor } from '#spine/cases/trailing-entries';
import { supervisorOf } from '#spine/corrections/supervision';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { holdersFor } from './holders.ts';
import { type Holder, recipientsOf } from './recipients.ts';

/** Alerts of one look; the rest comes with the next. */
const mostAtOnce = 500;

/** What a message says, kept with it. */
export interface MessageContent {
  rule: string;
  caseId: string;
  caseNumber: string;
  organName: Bilingual;
  itemName: Bilingual;
  firedAt: string;
}

interface Row {
  city: number;
  id: number;
  case_id: number;
  number: string;
  rule: string;
  level: number;
  organ_id: number;
  region: number;
  item_id: number;
  item_version: number;
  fired_at: Instant;
  last_actor: string | null;
  supervisor: string | null;
  escalations: number;
}

const columns = `a.city, a.id, a.case_id, c.number, a.rule, a.level, a.organ_id, a.region, c.item_id, c.item_version, a.fired_at,
  ${lastActor} AS last_actor`;
const joins = `JOIN cases c ON c.city = a.city AND c.id = a.case_id JOIN source s ON s.id = c.source_id AND s.mode = 'live'`;

/** Alerts that were given between two positions and still stand. Cases that are told as of the past are history: nobody is told. */
const givenText = `SELECT ${columns}, NULL AS supervisor, 0 AS escalations FROM ${alertsWritten} a ${joins} WHERE a.status < 2`;
/** Corrections that were written between two positions; of which have gone up, `hasGoneUp` says. */
const correctionText = `SELECT ${columns}, x.state -> 'state' ->> 'supervisor' AS supervisor, (x.state -> 'state' ->> 'escalations')::int AS escalations
  FROM correction x JOIN alert a ON a.city = x.city AND a.id = x.id ${joins}
  WHERE x.txid >= $1::text::xid8 AND x.txid < $2::text::xid8`;

/** The position up to which one look goes: not beyond `head`, and with at most about `mostAtOnce` alerts. */
async function nextPosition(
  client: ClientBase,
  from: string,
  head: string,
): Promise<{ to: string; n: number }> {
  const { rows } = await client.query<{ txid: string; n: number }>(
    `SELECT txid::text, sum(n)::int AS n FROM alert_write WHERE txid >= $1::text::xid8 AND txid < $2::text::xid8
     GROUP BY txid ORDER BY txid LIMIT ${mostAtOnce}`,
    [from, head],
  );
  let n = 0;
  for (const [index, row] of rows.entries()) {
    if (index > 0 && n + row.n > mostAtOnce) return { to: row.txid, n };
    n += row.n;
  }
  const last = rows.at(-1);
  return { to: rows.length === mostAtOnce && last ? String(BigInt(last.txid) + 1n) : head, n };
}

/**
 * Looks once at what was committed since the last look and makes the messages of it. Several servers take turns. Says whether
 * there is more to look at. The first look ever begins at the present: what lies before it is nobody's news.
 */
export async function followAlerts(spine: Spine): Promise<{ made: number; more: boolean }> {
  return inTransaction(spine.pool, async (client) => {
    await client.query(
      'INSERT INTO message_follower (position) VALUES (pg_snapshot_xmin(pg_current_snapshot())) ON CONFLICT DO NOTHING',
    );
    const { rows: at } = await client.query<{ position: string; head: string }>(
      `SELECT position::text, pg_snapshot_xmin(pg_current_snapshot())::text AS head FROM message_follower FOR UPDATE SKIP LOCKED`,
    );
    const here = at[0];
    if (!here || BigInt(here.head) <= BigInt(here.position)) return { made: 0, more: false };
    const { to, n } = await nextPosition(client, here.position, here.head);
    const range = [here.position, to];
    const given = n === 0 ? [] : (await client.query<Row>(givenText, [...range, n])).rows;
    const corrections = (await client.query<Row>(correctionText, range)).rows;
    const made = await makeMessages(client, spine, [...given, ...corrections.filter(hasGoneUp)]);
    await client.query('UPDATE message_follower SET position = $1::text::xid8', [to]);
    return { made, more: to !== here.head };
  });
}

/** A correction that was escalated, or that the level above issued itself because nobody had taken the warning up. */
const hasGoneUp = ({ supervisor, region }: Row): boolean =>
  supervisor !== null && supervisor !== supervisorOf(String(region));

async function makeMessages(client: ClientBase, spine: Spine, rows: readonly Row[]): Promise<number> {
  if (rows.length === 0) return 0;
  const { holders, centresOf } = await holdersFor(client, spine, rows.map(placeOf));
  const messages = rows.flatMap((row) => messagesOf(spine, row, holders, centresOf(row.region)));
  const { rowCount } = await client.query(
    `WITH made AS (
       INSERT INTO message (account_id, city, alert_id, occasion, level, audience, content, made_at)
       SELECT m."accountId", m.city, m."alertId", m.occasion, m.level, m.audience, m.content, $2::timestamptz
       FROM jsonb_to_recordset($1::jsonb) AS m ("accountId" int, city int2, "alertId" int8, occasion text, level int2, audience text, content jsonb)
       ON CONFLICT DO NOTHING RETURNING id, account_id, level
     ), sent AS (
       INSERT INTO message_delivery (message_id, way, next_at)
       SELECT made.id, w.way, $2::timestamptz FROM made JOIN message_preference p ON p.account_id = made.account_id
       JOIN LATERAL (VALUES ('email', p.email_from), ('gateway', p.gateway_from)) AS w (way, least) ON w.least <= made.level
       WHERE w.way = ANY($3::text[])
     )
     SELECT FROM made`,
    [JSON.stringify(messages), toRfc3339(spine.now()), Object.keys(spine.ways)],
  );
  return rowCount ?? 0;
}

const placeOf = (row: Row) => ({
  organId: row.organ_id,
  region: row.region,
  supervisor: Number(row.supervisor ?? supervisorOf(String(row.region))),
});

function messagesOf(spine: Spine, row: Row, holders: readonly Holder[], centres: ReadonlySet<number>) {
  const told = {
    ...placeOf(row),
    level: alertLevels[row.level - 1]!,
    escalated: hasGoneUp(row),
    lastActor: row.last_actor,
    centres,
  };
  const content: MessageContent = {
    rule: row.rule,
    caseId: formatKey(row.city, row.case_id),
    caseNumber: row.number,
    organName: spine.registry.organById(row.organ_id).name,
    itemName: spine.registry.itemVersion(row.item_id, row.item_version).name,
    firedAt: toRfc3339(row.fired_at),
  };
  const occasion = hasGoneUp(row) ? `escalated:${row.escalations}` : 'given';
  return recipientsOf(told, holders).map(({ accountId, audience }) => ({
    accountId,
    city: row.city,
    alertId: row.id,
    occasion,
    level: row.level,
    audience,
    content,
  }));
}
