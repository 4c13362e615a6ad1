import { inTransaction } from '#base/db';
import type { PartyInput } from '#contract/powers/penalties';
import type { PartyKind } from '#contract/powers/penalty-terms';
import type { PersonField } from '#contract/privacy';
import { storeApplicant } from '#spine/privacy/applicants';
import { openField, sealField } from '#spine/privacy/field-encryption';
import { mask } from '#spine/privacy/masking';
import { type OpenedPerson, People } from '#spine/privacy/people';
import type { PersonInput } from '#spine/privacy/person-input';
import { createRecordKey, readRecordKeys } from '#spine/privacy/record-keys';
import type { Spine } from '#spine/spine';

const table = 'powers_party_code';
const placeOf = (row: number) => ({ table, row, column: 'content' });

/**
 * Stores whom a case is about, sealed, and gives the number that stands in events: a person as any applicant whom an official
 * has seen; an organisation by its name, each time anew, with its credit code. Refusals: field-invalid, conflict.
 */
export function storeParty(
  { pool, keys }: Pick<Spine, 'pool' | 'keys'>,
  { kind, creditCode, ...input }: PartyInput,
): Promise<number> {
  const filled = Object.fromEntries(Object.entries(input).filter(([, value]) => value)) as PersonInput;
  const people = new People(pool, keys);
  return inTransaction(pool, async (client) => {
    if (kind === 'person') return storeApplicant(client, people, filled, { by: 'window' });
    // A telephone leads to people, not to organisations.
    const row = await people.create(client, filled, false);
    if (creditCode) {
      const dataKey = await createRecordKey(client, keys, { table, row }, row);
      await client.query('INSERT INTO powers_party_code (person_id, content) VALUES ($1, $2)', [
        row,
        sealField(dataKey, placeOf(row), creditCode),
      ]);
    }
    return row;
  });
}

async function creditCodes({ pool, keys }: Pick<Spine, 'pool' | 'keys'>, people: readonly number[]) {
  const { rows } = await pool.query<{ person_id: number; content: Buffer }>(
    'SELECT person_id, content FROM powers_party_code WHERE person_id = ANY($1::int8[])',
    [people],
  );
  const dataKeys = await readRecordKeys(
    pool,
    keys,
    table,
    rows.map((row) => row.person_id),
  );
  return new Map(
    rows.flatMap(({ person_id: row, content }) => {
      const dataKey = dataKeys.get(row);
      return dataKey ? [[row, openField(dataKey, placeOf(row), content)] as const] : [];
    }),
  );
}

/** A party as everybody may see it: an organisation by its name and code, a person masked. */
export interface ShownParty {
  name: string | null;
  creditCode: string | null;
  fields: OpenedPerson;
  /** Takes out of a text what it says of the party as a person. */
  scrub: (text: string) => string;
}

const nobody: ShownParty = { name: null, creditCode: null, fields: {}, scrub: (text) => text };
const personal = ['name', 'idNumber', 'phone', 'email', 'address'] as const satisfies PersonField[];

/** Replaces each value of a person by what may be seen of it. Values of one character are left: they are words as well. */
const scrubber =
  (opened: OpenedPerson) =>
  (text: string): string =>
    personal.reduce((scrubbed, field) => {
      const value = opened[field];
      return value && value.length > 1 ? scrubbed.replaceAll(value, mask(field, value)) : scrubbed;
    }, text);

function show(kind: PartyKind, opened: OpenedPerson, creditCode: string | undefined): ShownParty {
  const masked = Object.fromEntries(
    personal.flatMap((field) => {
      const value = opened[field];
      return value === undefined ? [] : [[field, mask(field, value)]];
    }),
  ) as OpenedPerson;
  if (kind === 'person')
    return { ...nobody, name: masked.name ?? null, fields: masked, scrub: scrubber(opened) };
  return {
    ...nobody,
    name: opened.name ?? null,
    creditCode: creditCode ?? null,
    fields: { ...masked, ...(opened.name && { name: opened.name }) },
  };
}

/** The parties of several cases, each as everybody may see it; of an erased person nothing is left to show. */
export async function showParties(
  spine: Pick<Spine, 'pool' | 'keys'>,
  parties: readonly { personId: number | null; partyKind: PartyKind }[],
): Promise<ShownParty[]> {
  const ids = [...new Set(parties.flatMap(({ personId }) => personId ?? []))];
  const opened = await new People(spine.pool, spine.keys).open(ids, personal);
  const codes = await creditCodes(spine, ids);
  return parties.map(({ personId, partyKind }) => {
    const person = personId === null ? undefined : opened.get(personId);
    return person ? show(partyKind, person, codes.get(personId!)) : nobody;
  });
}
