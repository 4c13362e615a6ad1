import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import type { KeyRing } from '#base/keys';
import { toRfc3339 } from '#base/time';
import { type MessagePreferences, type MessageWay, messageWays } from '#contract/messages';
import { alertLevels } from '#spine/alerts/alert-queries';
import { readContact } from '#spine/identity/contact';
import { openField, sealField } from '#spine/privacy/field-encryption';
import { createRecordKey, readRecordKeys } from '#spine/privacy/record-keys';
import type { Spine } from '#spine/spine';

const table = 'message_preference';

interface Row {
  account_id: number;
  email: Buffer | null;
  phone: Buffer | null;
  email_from: number | null;
  gateway_from: number | null;
}

const levelOf = (n: number | null) => (n === null ? null : alertLevels[n - 1]!);
const numberOf = (level: MessagePreferences['emailFrom']) =>
  level === null ? null : alertLevels.indexOf(level) + 1;

/** The addresses of accounts, opened: for sending, and for the account itself. */
export async function readPreferences(
  db: Pool | ClientBase,
  keys: KeyRing,
  accounts: readonly number[],
): Promise<Map<number, MessagePreferences>> {
  const { rows } = await db.query<Row>(
    `SELECT account_id, email, phone, email_from, gateway_from FROM ${table} WHERE account_id = ANY($1::int4[])`,
    [accounts],
  );
  const opened = await readRecordKeys(
    db,
    keys,
    table,
    rows.map((row) => row.account_id),
  );
  return new Map(
    rows.map((row) => {
      const dataKey = opened.get(row.account_id)!;
      const open = (column: 'email' | 'phone') =>
        row[column] && openField(dataKey, { table, row: row.account_id, column }, row[column]);
      const found = { email: open('email'), phone: open('phone') };
      return [
        row.account_id,
        { ...found, emailFrom: levelOf(row.email_from), gatewayFrom: levelOf(row.gateway_from) },
      ];
    }),
  );
}

/** An address written one way. Refusal: field-invalid. */
function contactOf(given: string | null, kind: 'email' | 'phone'): string | null {
  if (given === null || given.trim() === '') return null;
  const contact = readContact(given);
  if (contact.kind !== kind)
    throw new Refusal('field-invalid', {
      field: kind,
      expected: kind === 'email' ? 'an e-mail address' : 'a mobile number of 11 digits',
    });
  return contact.to;
}

/** Sets how an account is told. Refusal: field-invalid, for an address that is none or a way without one. */
export async function savePreferences(
  spine: Spine,
  accountId: number,
  given: MessagePreferences,
): Promise<void> {
  const values = { email: contactOf(given.email, 'email'), phone: contactOf(given.phone, 'phone') };
  for (const [level, name] of [
    ['emailFrom', 'email'],
    ['gatewayFrom', 'phone'],
  ] as const)
    if (given[level] !== null && values[name] === null)
      throw new Refusal('field-invalid', { field: name, expected: 'an address to send to' });
  await inTransaction(spine.pool, async (client) => {
    await client.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [accountId]);
    const known = await readRecordKeys(client, spine.keys, table, [accountId]);
    const dataKey =
      known.get(accountId) ?? (await createRecordKey(client, spine.keys, { table, row: accountId }));
    const seal = (column: 'email' | 'phone') =>
      values[column] === null ? null : sealField(dataKey, { table, row: accountId, column }, values[column]);
    await client.query(
      `INSERT INTO ${table} (account_id, email, phone, email_from, gateway_from, saved_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (account_id) DO UPDATE SET email = excluded.email, phone = excluded.phone, email_from = excluded.email_from,
         gateway_from = excluded.gateway_from, saved_at = excluded.saved_at`,
      [
        accountId,
        seal('email'),
        seal('phone'),
        numberOf(given.emailFrom),
        numberOf(given.gatewayFrom),
        toRfc3339(spine.now()),
      ],
    );
  });
}

/** As the account sees them, with the ways that the installation has. */
export async function preferencesOf(
  spine: Spine,
  accountId: number,
): Promise<MessagePreferences & { ways: MessageWay[] }> {
  const found = (await readPreferences(spine.pool, spine.keys, [accountId])).get(accountId);
  const none = { email: null, phone: null, emailFrom: null, gatewayFrom: null };
  return { ...(found ?? none), ways: messageWays.filter((way) => spine.ways[way]) };
}
