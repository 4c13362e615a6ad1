import type { Queries } from '#base/db';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { MailReason, mailStandings, mailTabs } from '#contract/hotline/mails';
import { Conditions, containing } from '#spine/conditions';

/** Where a message lies: UIDs hold under one UIDVALIDITY of one folder. */
export interface MailPlace {
  mailbox: string;
  uidValidity: number;
  uid: number;
}

export interface LeftOut {
  name: string;
  why: string;
  whyZh: string;
}

/** What is remembered of a message. */
export interface NewMail extends MailPlace {
  messageId: string;
  standing: keyof typeof mailStandings;
  reason: MailReason | null;
  detail?: string | null;
  subject: string;
  content: string;
  leftOut: readonly LeftOut[];
  bytes: number;
  sentAt: Instant | null;
  receivedAt: Instant;
  personId: number | null;
  ticket: { city: number; number: string } | null;
  answerDue: boolean;
}

const uniqueViolation = '23505';
/** Another server has just remembered the same message. */
export const isKnownMail = (error: unknown): boolean =>
  (error as { code?: string; table?: string }).code === uniqueViolation &&
  (error as { table?: string }).table === 'hotline_mail';

export async function insertMail(db: Queries, mail: NewMail): Promise<void> {
  await db.query(
    `INSERT INTO hotline_mail (mailbox, uid_validity, uid, message_id, standing, reason, detail, subject, content, left_out, bytes,
       sent_at, received_at, person_id, city, number, answer_due)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      mail.mailbox,
      mail.uidValidity,
      mail.uid,
      mail.messageId,
      mail.standing,
      mail.reason,
      mail.detail ?? null,
      mail.subject,
      mail.content,
      JSON.stringify(mail.leftOut),
      mail.bytes,
      toRfc3339OrNull(mail.sentAt),
      toRfc3339(mail.receivedAt),
      mail.personId,
      mail.ticket?.city ?? null,
      mail.ticket?.number ?? null,
      mail.answerDue,
    ],
  );
}

/** Which of these UIDs are remembered already. */
export async function knownUids(
  db: Queries,
  { mailbox, uidValidity }: Omit<MailPlace, 'uid'>,
  uids: readonly number[],
): Promise<Set<number>> {
  const { rows } = await db.query<{ uid: number }>(
    'SELECT uid FROM hotline_mail WHERE mailbox = $1 AND uid_validity = $2 AND uid = ANY ($3::int8[])',
    [mailbox, uidValidity, uids],
  );
  return new Set(rows.map(({ uid }) => uid));
}

export async function isKnownMessage(db: Queries, mailbox: string, messageId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM hotline_mail WHERE mailbox = $1 AND message_id = $2 AND reason IS DISTINCT FROM 'duplicate'`,
    [mailbox, messageId],
  );
  return Boolean(rowCount);
}

export interface StoredMail {
  id: number;
  standing: keyof typeof mailStandings;
  reason: MailReason | null;
  detail: string | null;
  subject: string;
  content: string;
  leftOut: LeftOut[];
  bytes: number;
  sentAt: Instant | null;
  receivedAt: Instant;
  personId: number | null;
  ticket: { city: number; number: string; caseId: number | null } | null;
  handled: { by: string; at: Instant; note: string } | null;
  answeredAt: Instant | null;
}

interface Row {
  id: number;
  standing: StoredMail['standing'];
  reason: MailReason | null;
  detail: string | null;
  subject: string;
  content: string;
  left_out: LeftOut[];
  bytes: number;
  sent_at: Instant | null;
  received_at: Instant;
  person_id: number | null;
  city: number | null;
  number: string | null;
  case_id: number | null;
  handled_at: Instant | null;
  handled_by: string | null;
  handled_note: string | null;
  answered_at: Instant | null;
}

const select = `SELECT m.id, m.standing, m.reason, m.detail, m.subject, m.content, m.left_out, m.bytes, m.sent_at, m.received_at,
  m.person_id, m.city, m.number, t.case_id, m.handled_at, m.handled_by, m.handled_note, m.answered_at
  FROM hotline_mail m LEFT JOIN hotline_ticket t ON t.city = m.city AND t.number = m.number`;

const toMail = (row: Row): StoredMail => ({
  id: row.id,
  standing: row.standing,
  reason: row.reason,
  detail: row.detail,
  subject: row.subject,
  content: row.content,
  leftOut: row.left_out,
  bytes: row.bytes,
  sentAt: row.sent_at,
  receivedAt: row.received_at,
  personId: row.person_id,
  ticket:
    row.city === null || row.number === null
      ? null
      : { city: row.city, number: row.number, caseId: row.case_id },
  handled:
    row.handled_at === null
      ? null
      : { at: row.handled_at, by: row.handled_by ?? '', note: row.handled_note ?? '' },
  answeredAt: row.answered_at,
});

const tabSql: Record<(typeof mailTabs)[number], string> = {
  open: 'm.reason IS NOT NULL AND m.handled_at IS NULL',
  handled: 'm.reason IS NOT NULL AND m.handled_at IS NOT NULL',
  taken: 'm.reason IS NULL',
  all: 'true',
};

/** Messages, newest first, with how many wait for an agent. */
export async function listMails(
  db: Queries,
  asked: { tab: (typeof mailTabs)[number]; search?: string; page: number; pageSize: number },
): Promise<{ mails: StoredMail[]; total: number; open: number }> {
  const where = new Conditions().add(() => tabSql[asked.tab]);
  if (asked.search)
    where.add((p) => `(m.subject ILIKE ${p(containing(asked.search!))} OR m.number = ${p(asked.search)})`);
  const { rows: counts } = await db.query<{ total: number; open: number }>(
    `SELECT count(*)::int AS total, (SELECT count(*)::int FROM hotline_mail m WHERE ${tabSql.open}) AS open
     FROM hotline_mail m ${where.where}`,
    where.values,
  );
  const { rows } = await db.query<Row>(
    `${select} ${where.where} ORDER BY m.received_at DESC, m.id DESC
     LIMIT ${where.value(asked.pageSize)} OFFSET ${where.value((asked.page - 1) * asked.pageSize)}`,
    where.values,
  );
  return { mails: rows.map(toMail), ...counts[0]! };
}

export async function findMail(db: Queries, id: number): Promise<StoredMail | null> {
  const { rows } = await db.query<Row>(`${select} WHERE m.id = $1`, [id]);
  return rows[0] ? toMail(rows[0]) : null;
}

/** Notes what an agent did, once; false where somebody has done so. */
export async function noteHandled(
  db: Queries,
  id: number,
  by: { actor: string; at: Instant; note: string; ticket?: { city: number; number: string } },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE hotline_mail SET handled_at = $2, handled_by = $3, handled_note = $4, city = coalesce($5, city),
       number = coalesce($6, number)
     WHERE id = $1 AND reason IS NOT NULL AND handled_at IS NULL`,
    [id, toRfc3339(by.at), by.actor, by.note, by.ticket?.city ?? null, by.ticket?.number ?? null],
  );
  return Boolean(rowCount);
}
