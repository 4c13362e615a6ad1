import type { Queries } from '#base/db';
import { Refusal } from '#base/errors';
import type { KeyRing } from '#base/keys';
import type { Caller } from '#contract/hotline/ticket-parts';
import { storeApplicant } from '#spine/privacy/applicants';
import { blindIndex, normalise } from '#spine/privacy/blind-index';
import { openField, sealField } from '#spine/privacy/field-encryption';
import { byAllKeys } from '#spine/privacy/hash-keys';
import type { IndexedTable } from '#spine/privacy/index-rewriting';
import { People } from '#spine/privacy/people';
import { type PersonInput, readPerson } from '#spine/privacy/person-input';
import { readRecordKeys } from '#spine/privacy/record-keys';
import type { Spine } from '#spine/spine';

const nameless = '未留姓名';
const table = 'hotline_ticket';
const column = 'caller_phone';

/**
 * By what tickets of one telephone are found, for the rotation of the key. The number is sealed in the ticket itself, since an
 * account may report with another one than its record has, under the key of the caller's record: whoever is erased is found no
 * more.
 */
export const callerIndexes: IndexedTable = {
  table,
  of: { table: 'person', by: 'person_id', here: true },
  columns: [{ sealed: column, index: 'caller_index', as: 'caller', normalise: normalise.phone }],
};

/** Digits alone; null where none were left. */
export const phoneOf = ({ phone }: Pick<Caller, 'phone'>): string | null =>
  normalise.phone(phone ?? '') || null;

export const indexOfPhone = (key: Buffer, phone: string): Buffer =>
  blindIndex(key, table, 'caller', normalise.phone(phone));

/** The number as a ticket keeps it, under the key of its caller's record. */
export const sealPhone = (dataKey: Buffer, person: number, phone: string): Buffer =>
  sealField(dataKey, { table, row: person, column }, phone);

/**
 * Searches tickets by a telephone: `search` gets its index under every key that may be in use; without a number it gets none.
 * @throws HashKeyMissing
 */
export const byPhone = <Answer>(
  db: Queries,
  keys: KeyRing,
  phone: string | null,
  search: (indexes: readonly Buffer[]) => Promise<Answer>,
): Promise<Answer> =>
  phone === null
    ? search([])
    : byAllKeys(db, keys, 'blind-index', (known) => search(known.map((key) => indexOfPhone(key, phone))));

/** The number that was left with a ticket, to look for others of it; it is shown to nobody. Null where none is there. */
export async function phoneOfCase(
  { pool, keys }: Pick<Spine, 'pool' | 'keys'>,
  city: number,
  caseId: number,
): Promise<string | null> {
  const { rows } = await pool.query<{ caller_phone: Buffer | null; person_id: number | null }>(
    'SELECT caller_phone, person_id FROM hotline_ticket WHERE city = $1 AND case_id = $2',
    [city, caseId],
  );
  const { caller_phone: sealed, person_id: person } = rows[0] ?? {};
  if (!sealed || !person) return null;
  const dataKey = (await readRecordKeys(pool, keys, 'person', [person])).get(person);
  return dataKey ? openField(dataKey, { table, row: person, column }, sealed) : null;
}

/** What is left of a caller as a person is stored; null where nothing was left. Refusal: field-invalid, with `caller.<field>`. */
export function personOf(caller: Caller, accountId?: number): PersonInput | null {
  const left = Object.entries(caller).filter(([, value]) => value !== undefined && value !== '');
  if (left.length === 0 && accountId === undefined) return null;
  try {
    return readPerson({ name: nameless, ...Object.fromEntries(left) } as PersonInput);
  } catch (error) {
    if (error instanceof Refusal && error.about.field)
      throw new Refusal(error.code, { ...error.about, field: `caller.${error.about.field}` });
    throw error;
  }
}

/** A person with the key that is theirs, under which what they leave is sealed. */
export interface StoredCaller {
  id: number;
  dataKey: Buffer;
}

/** Whoever has signed in is one of the account's own records, or a new one of it. In the caller's transaction. */
export async function storeOwn(
  client: Parameters<typeof storeApplicant>[0],
  { pool, keys }: Pick<Spine, 'pool' | 'keys'>,
  person: PersonInput,
  accountId: number,
): Promise<StoredCaller> {
  const id = await storeApplicant(client, new People(pool, keys), person, { by: 'account', accountId });
  return { id, dataKey: (await readRecordKeys(client, keys, 'person', [id])).get(id)! };
}
