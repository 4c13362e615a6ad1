import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { repeat } from '#base/repeat';
import { toRfc3339 } from '#base/time';
import { formatKey } from '#spine/keys';
import { retryAfter } from '#spine/messages/recipients';
import { lineage } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { bulletinRules, columnNamed, columnsAbove } from './bulletin-rules.ts';
import { asOfNow } from './bulletin-view.ts';
import { excerptOf } from './bulletin-words.ts';
import { findPublished } from './published-store.ts';
import { type MailOccasion, mailText, oneClickAddress } from './subscription-mail.ts';
import { dropUnconfirmed, openSubscription } from './subscriptions.ts';

/** Where the portal is; of an installation without an address of its own, on this machine. */
const portalOf = ({ identity }: Spine) =>
  (identity.address ?? identity.here)?.origin ?? 'http://localhost:3000';

/** Writes down whom to tell of one bulletin that has come to be seen; false when there is none. */
export async function noteNextBulletin(spine: Spine): Promise<boolean> {
  return inTransaction(spine.pool, async (client) => {
    const now = toRfc3339(spine.now());
    const { rows } = await client.query<{
      city: number;
      id: number;
      version: number;
      column: string;
      region: string;
    }>(
      `SELECT city, bulletin_id AS id, version, column_code AS column, region::text FROM bulletin_publication
       WHERE told_at IS NULL AND from_at <= $1::timestamptz ORDER BY from_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [now],
    );
    const row = rows[0];
    if (!row) return false;
    // Whoever confirmed after it was published has not asked for it.
    await client.query(
      `INSERT INTO bulletin_mail (subscription_id, city, bulletin_id, version, next_at)
       SELECT s.id, p.city, p.bulletin_id, p.version, $4::timestamptz
       FROM bulletin_subscription s
       JOIN bulletin_publication p ON p.city = $1 AND p.bulletin_id = $2 AND p.version = $3
       WHERE s.confirmed_at <= p.from_at AND s.ended_at IS NULL AND (p.until_at IS NULL OR p.until_at > $4::timestamptz)
         AND (s.column_code IS NULL OR s.column_code = ANY($5::text[]))
         AND (s.region IS NULL OR s.region = ANY($6::int8[]))
       ON CONFLICT DO NOTHING`,
      [row.city, row.id, row.version, now, columnsAbove(row.column), lineage(row.region)],
    );
    await client.query(
      'UPDATE bulletin_publication SET told_at = $4 WHERE city = $1 AND bulletin_id = $2 AND version = $3',
      [row.city, row.id, row.version, now],
    );
    return true;
  });
}

interface MailRow {
  id: number;
  subscription_id: number;
  city: number | null;
  bulletin_id: number | null;
  tries: number;
  language: 'zh' | 'en';
  column_code: string | null;
  zh: string | null;
  en: string | null;
}

const nextMail = `SELECT m.id, m.subscription_id, m.city, m.bulletin_id, m.tries, s.language, s.column_code, r.name_zh AS zh, r.name_en AS en
  FROM bulletin_mail m JOIN bulletin_subscription s ON s.id = m.subscription_id LEFT JOIN region r ON r.code = s.region
  WHERE m.state = 'waiting' AND m.next_at <= $1::timestamptz ORDER BY m.next_at, m.id LIMIT 1 FOR UPDATE OF m SKIP LOCKED`;

/** What a mail says; undefined where the bulletin is no longer to be seen. */
async function occasionOf(spine: Spine, row: MailRow): Promise<MailOccasion | undefined> {
  const name = row.column_code === null ? null : columnNamed(row.column_code).name;
  if (row.city === null || row.bulletin_id === null)
    return {
      kind: 'question',
      columnName: name,
      regionName: row.zh === null ? null : { zh: row.zh, en: row.en ?? row.zh },
      hours: bulletinRules.confirmHours,
    };
  const one = await findPublished(spine.pool, { city: row.city, id: row.bulletin_id }, asOfNow(spine));
  if (!one) return undefined;
  const { content } = one;
  const english = row.language === 'en';
  return {
    kind: 'bulletin',
    id: formatKey(one.city, one.id),
    title: (english && content.titleEn) || content.title,
    excerpt: excerptOf((english && content.textEn) || content.text),
    organName: spine.registry.organById(one.organId).name,
    columnName: columnNamed(content.column).name,
  };
}

/** Null when it was handed on, else why not, without any address. */
async function send(client: ClientBase, spine: Spine, row: MailRow): Promise<string | null> {
  const receiver = await openSubscription(client, spine.keys, row.subscription_id);
  if (!receiver) return 'the subscription has ended';
  const occasion = await occasionOf(spine, row);
  if (!occasion) return 'the bulletin is no longer to be seen';
  const portal = portalOf(spine);
  const told = mailText(occasion, { language: row.language, token: receiver.token, portal });
  const unsubscribe =
    occasion.kind === 'bulletin' ? oneClickAddress({ portal, token: receiver.token }) : undefined;
  try {
    await spine.ways.email!({ id: `bulletin-${row.id}`, to: receiver.email, ...told, unsubscribe });
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return said.replaceAll(receiver.email, '…').slice(0, 300);
  }
}

/** Sends one mail that is due; false when none is. At least once, under the same id; what has no sense any more fails at once. */
export async function sendNextMail(spine: Spine): Promise<boolean> {
  if (!spine.ways.email) return false;
  return inTransaction(spine.pool, async (client) => {
    const now = spine.now();
    const { rows } = await client.query<MailRow>(nextMail, [toRfc3339(now)]);
    const row = rows[0];
    if (!row) return false;
    const problem = await send(client, spine, row);
    const tries = row.tries + 1;
    const again = problem === null ? null : retryAfter(tries);
    const state = problem === null ? 'sent' : again === null ? 'failed' : 'waiting';
    await client.query(
      'UPDATE bulletin_mail SET state = $2, tries = $3, next_at = $4, ended_at = $5, problem = $6 WHERE id = $1',
      [
        row.id,
        state,
        tries,
        toRfc3339(now + (again ?? 0)),
        state === 'waiting' ? null : toRfc3339(now),
        problem,
      ],
    );
    return true;
  });
}

/** Tells subscribers of what comes to be seen, and drops what nobody confirmed; returns how to stop it. */
export const startTelling = (spine: Spine): (() => Promise<void>) =>
  repeat({
    name: 'bulletins',
    pauseMs: 2_000,
    work: async (stopping) => {
      while (!stopping() && (await noteNextBulletin(spine)));
      for (let sent = 0; !stopping() && sent < 50; sent++) if (!(await sendNextMail(spine))) break;
      await dropUnconfirmed(spine);
    },
    failed: (error) => spine.log.error('subscribers could not be told and are told later', error),
  });
