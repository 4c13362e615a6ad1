import { randomBytes } from 'node:crypto';
import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import type { KeyRing } from '#base/keys';
import { type Instant, toRfc3339 } from '#base/time';
import type { Subscription } from '#contract/subscriptions';
import { readContact } from '#spine/identity/contact';
import { hashToken } from '#spine/intake/tokens';
import { blindIndex, normalise } from '#spine/privacy/blind-index';
import { openField, sealField } from '#spine/privacy/field-encryption';
import { byAllKeys, keyToHashWith } from '#spine/privacy/hash-keys';
import type { IndexedTable } from '#spine/privacy/index-rewriting';
import { createRecordKey, readRecordKeys } from '#spine/privacy/record-keys';
import type { Spine } from '#spine/spine';
import { bulletinRules, columnNamed, isColumn } from './bulletin-rules.ts';

const table = 'bulletin_subscription';

/** What of it is searched by, for the rotation of the key. */
export const subscriptionIndexes: IndexedTable = {
  table,
  columns: [{ sealed: 'email', index: 'email_index', normalise: normalise.email }],
};

interface Asked {
  email: string;
  column?: string;
  region?: string;
  language: 'zh' | 'en';
}

/** Refusal: field-invalid. */
function addressOf(email: string): string {
  const contact = readContact(email);
  if (contact.kind !== 'email')
    throw new Refusal('field-invalid', { field: 'email', expected: 'an e-mail address' });
  return contact.to;
}

/**
 * Asks for a subscription: a first mail goes out, and nothing more before its link was opened. Who has it already, or too many of
 * them, gets none; the answer tells neither.
 * Refusals: not-configured, where no e-mail can be sent; field-invalid; region-unknown.
 */
export async function askSubscription(
  spine: Spine,
  { email, column, region, language }: Asked,
): Promise<void> {
  if (!spine.ways.email)
    throw new Refusal('not-configured', { detail: 'This installation sends no e-mail.' });
  const address = addressOf(email);
  if (column !== undefined && !isColumn(column))
    throw new Refusal('field-invalid', { field: 'column', expected: 'a column of this installation' });
  if (region !== undefined && !spine.registry.hasRegion(Number(region)))
    throw new Refusal('region-unknown', { field: 'region', expected: 'a division of this installation' });
  const held = await subscriptionsOf(spine, address);
  const live = held.filter(({ confirmed, askedAt }) => confirmed || askedAt > spine.now() - termMs);
  const same = live.some((one) => one.column === (column ?? null) && one.region === (region ?? null));
  if (same || live.length >= bulletinRules.mostSubscriptionsOfAddress) return;
  await inTransaction(spine.pool, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `SELECT nextval('bulletin_subscription_id_seq')::int AS id`,
    );
    const row = rows[0]!.id;
    const token = randomBytes(24).toString('base64url');
    const dataKey = await createRecordKey(client, spine.keys, { table, row });
    const index = await keyToHashWith(client, spine.keys, 'blind-index');
    await client.query(
      `INSERT INTO ${table} (id, column_code, region, language, email, email_index, index_key, token, token_hash, asked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        row,
        column ?? null,
        region ?? null,
        language,
        sealField(dataKey, { table, row, column: 'email' }, address),
        blindIndex(index.key, table, 'email', normalise.email(address)),
        index.name,
        sealField(dataKey, { table, row, column: 'token' }, token),
        hashToken(token),
        toRfc3339(spine.now()),
      ],
    );
    await client.query('INSERT INTO bulletin_mail (subscription_id, next_at) VALUES ($1, $2)', [
      row,
      toRfc3339(spine.now()),
    ]);
  });
}

const termMs = bulletinRules.confirmHours * 3_600_000;

/** Subscriptions of an address that have not ended. */
async function subscriptionsOf({ pool, keys }: Spine, address: string) {
  return byAllKeys(pool, keys, 'blind-index', async (known) => {
    const { rows } = await pool.query<{
      column: string | null;
      region: string | null;
      confirmed: boolean;
      askedAt: Instant;
    }>(
      `SELECT column_code AS column, region::text, confirmed_at IS NOT NULL AS confirmed, asked_at AS "askedAt" FROM ${table}
       WHERE ended_at IS NULL AND email_index = ANY($1::bytea[])`,
      [known.map((key) => blindIndex(key, table, 'email', normalise.email(address)))],
    );
    return rows;
  });
}

interface Row {
  id: number;
  column_code: string | null;
  zh: string | null;
  en: string | null;
  asked_at: Instant;
  confirmed_at: Instant | null;
  ended_at: Instant | null;
}

/** Refusal: not-found; also for one that nobody confirmed in time. */
async function getByToken(client: Pick<ClientBase, 'query'>, token: string, now: Instant): Promise<Row> {
  const { rows } = await client.query<Row>(
    `SELECT s.id, s.column_code, r.name_zh AS zh, r.name_en AS en, s.asked_at, s.confirmed_at, s.ended_at
     FROM ${table} s LEFT JOIN region r ON r.code = s.region WHERE s.token_hash = $1`,
    [hashToken(token)],
  );
  const row = rows[0];
  const tooLate = row && !row.confirmed_at && !row.ended_at && row.asked_at < now - termMs;
  if (!row || tooLate)
    throw new Refusal('not-found', { field: 'token', expected: 'the link of a mail, as it stands there' });
  return row;
}

const viewOf = (row: Row): Subscription => ({
  columnName: row.column_code === null ? null : columnNamed(row.column_code).name,
  regionName: row.zh === null ? null : { zh: row.zh, en: row.en ?? row.zh },
  state: row.ended_at ? 'ended' : row.confirmed_at ? 'confirmed' : 'asked',
});

/** What a subscription is to. Refusal: not-found. */
export const findSubscription = async (spine: Spine, token: string): Promise<Subscription> =>
  viewOf(await getByToken(spine.pool, token, spine.now()));

/** Confirms a subscription; twice changes nothing. Refusals: not-found; conflict, for one that has ended. */
export async function confirmSubscription(spine: Spine, token: string): Promise<Subscription> {
  const found = await getByToken(spine.pool, token, spine.now());
  if (found.ended_at)
    throw new Refusal('conflict', { field: 'token', detail: 'The subscription has ended.' });
  await spine.pool.query(
    `UPDATE ${table} SET confirmed_at = coalesce(confirmed_at, $2::timestamptz) WHERE id = $1 AND ended_at IS NULL`,
    [found.id, toRfc3339(spine.now())],
  );
  return findSubscription(spine, token);
}

/** Ends a subscription and destroys the address with its key; twice changes nothing. Refusal: not-found. */
export async function endSubscription(spine: Spine, token: string): Promise<Subscription> {
  const found = await getByToken(spine.pool, token, spine.now());
  await inTransaction(spine.pool, (client) => endRows(client, [found.id], spine.now()));
  return findSubscription(spine, token);
}

async function endRows(client: ClientBase, ids: readonly number[], at: Instant): Promise<void> {
  await client.query(
    `UPDATE ${table} SET ended_at = coalesce(ended_at, $2::timestamptz), email = NULL, email_index = NULL, token = NULL
     WHERE id = ANY($1::int4[])`,
    [ids, toRfc3339(at)],
  );
  await client.query('DELETE FROM record_key WHERE table_name = $1 AND row_id = ANY($2::int8[])', [
    table,
    ids,
  ]);
}

/** Ends what nobody confirmed in time, so that no address is kept that was never meant. Gives how many. */
export async function dropUnconfirmed(spine: Spine): Promise<number> {
  return inTransaction(spine.pool, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `SELECT id FROM ${table} WHERE confirmed_at IS NULL AND ended_at IS NULL AND asked_at < $1::timestamptz
       LIMIT 500 FOR UPDATE SKIP LOCKED`,
      [toRfc3339(spine.now() - termMs)],
    );
    if (rows.length > 0)
      await endRows(
        client,
        rows.map(({ id }) => id),
        spine.now(),
      );
    return rows.length;
  });
}

/** Address and secret of a subscription, opened for sending; undefined where it has ended. */
export async function openSubscription(
  client: ClientBase,
  keys: KeyRing,
  id: number,
): Promise<{ email: string; token: string } | undefined> {
  const { rows } = await client.query<{ email: Buffer | null; token: Buffer | null }>(
    `SELECT email, token FROM ${table} WHERE id = $1 AND ended_at IS NULL`,
    [id],
  );
  const dataKey = (await readRecordKeys(client, keys, table, [id])).get(id);
  const row = rows[0];
  if (!row?.email || !row.token || !dataKey) return undefined;
  return {
    email: openField(dataKey, { table, row: id, column: 'email' }, row.email),
    token: openField(dataKey, { table, row: id, column: 'token' }, row.token),
  };
}
