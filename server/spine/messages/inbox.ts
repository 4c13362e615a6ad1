import type { z } from 'zod';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { Delivery, MessageRow, messagesApi, MessageWay } from '#contract/messages';
import { type Role, roles } from '#contract/roles';
import { alertLevels, ruleTitle } from '#spine/alerts/alert-queries';
import { Conditions } from '#spine/conditions';
import { formatKey } from '#spine/keys';
import { alarmFigures, alarmName } from '#spine/watch/alarm-words';
import type { AlarmContent } from '#spine/watch/tell-administrators';
import type { MessageContent } from './follow-alerts.ts';
import { recipients } from './recipients.ts';

interface DeliveryRow {
  way: MessageWay;
  state: Delivery['state'];
  tries: number;
  next_at: string;
  ended_at: string | null;
  problem: string | null;
}
interface ToldRow {
  occasion: string;
  audience: string;
  made_at: Instant;
  read_at: Instant | null;
  deliveries: DeliveryRow[];
}
interface CardRow extends ToldRow {
  id: number;
  city: number;
  alert_id: number;
  level: number;
  content: MessageContent;
}
/** Of an alarm about the system itself: it belongs to no city. */
interface AlarmRow extends ToldRow {
  id: number;
  city: null;
  level: number;
  content: AlarmContent;
}
type Row = CardRow | AlarmRow;

const toldColumns = `m.occasion, m.audience, m.made_at, m.read_at,
  coalesce((SELECT json_agg(d ORDER BY d.way) FROM message_delivery d WHERE d.message_id = m.id), '[]') AS deliveries`;

/** Of cards by the reference data; alarms about the system are for one role. */
const audienceName = (audience: string) =>
  recipients.audiences[audience]?.name ??
  (audience in roles ? roles[audience as Role] : { zh: audience, en: audience });

const instantText = (text: string) => toRfc3339(Date.parse(text));

function toTold({ occasion, audience, made_at: made, read_at: read, deliveries }: ToldRow) {
  return {
    occasion: occasion === 'given' ? ('given' as const) : ('escalated' as const),
    audience: audienceName(audience),
    madeAt: toRfc3339(made),
    readAt: toRfc3339OrNull(read),
    deliveries: deliveries.map(({ way, state, tries, next_at: next, ended_at: ended, problem }) => ({
      way,
      state,
      tries,
      nextAt: state === 'waiting' ? instantText(next) : null,
      endedAt: ended === null ? null : instantText(ended),
      problem,
    })),
  };
}

const toRow = (row: Row): MessageRow => (row.city === null ? toAlarmRow(row) : toCardRow(row));

const toAlarmRow = (row: AlarmRow): MessageRow => ({
  about: 'alarm',
  id: String(row.id),
  level: alertLevels[row.level - 1]!,
  title: alarmName(row.content.subject),
  figures: alarmFigures(row.content.subject, row.content.value, row.content.bound),
  ...toTold(row),
});

const toCardRow = (row: CardRow): MessageRow => ({
  about: 'card',
  id: String(row.id),
  alertId: formatKey(row.city, row.alert_id),
  level: alertLevels[row.level - 1]!,
  title: ruleTitle(row.content.rule),
  ...row.content,
  ...toTold(row),
});

/** One's own messages, newest first, with how many are unread in all. */
export async function listMessages(
  db: Queries,
  accountId: number,
  filter: z.output<NonNullable<typeof messagesApi.listMessages.query>>,
) {
  const where = new Conditions().add((p) => `m.account_id = ${p(accountId)}`);
  if (filter.unread) where.add(() => `m.read_at IS ${filter.unread === 'true' ? '' : 'NOT '}NULL`);
  if (filter.level) where.add((p) => `m.level = ${p(alertLevels.indexOf(filter.level!) + 1)}`);
  const { rows: counts } = await db.query<{ total: number; unread: number }>(
    `SELECT count(*)::int AS total,
       (SELECT count(*)::int FROM message WHERE account_id = $1 AND read_at IS NULL) AS unread FROM message m ${where.where}`,
    where.values,
  );
  const limit = where.value(filter.pageSize);
  const offset = where.value((filter.page - 1) * filter.pageSize);
  const { rows } = await db.query<Row>(
    `SELECT m.id, m.city, m.alert_id, m.level, m.content, ${toldColumns} FROM message m ${where.where}
     ORDER BY m.id DESC LIMIT ${limit} OFFSET ${offset}`,
    where.values,
  );
  return { rows: rows.map(toRow), ...counts[0]!, page: filter.page, pageSize: filter.pageSize };
}

/** Marks one's own messages as read; gives how many were not. */
export async function markRead(
  db: Queries,
  accountId: number,
  ids: readonly string[] | undefined,
  now: Instant,
): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE message SET read_at = $2 WHERE account_id = $1 AND read_at IS NULL AND ($3::int8[] IS NULL OR id = ANY($3::int8[]))`,
    [accountId, toRfc3339(now), ids ?? null],
  );
  return rowCount ?? 0;
}

/** Who was told of an alert. */
export async function toldOf(db: Queries, { city, id }: { city: number; id: number }) {
  const { rows } = await db.query<ToldRow & { account: string }>(
    `SELECT a.name AS account, ${toldColumns} FROM message m JOIN account a ON a.id = m.account_id
     WHERE m.city = $1 AND m.alert_id = $2 ORDER BY m.id LIMIT 200`,
    [city, id],
  );
  return rows.map((row) => ({ account: row.account, ...toTold(row) }));
}
