import type { ClientBase, Pool } from 'pg';
import { Refusal } from '#base/errors';
import type { KeyRing } from '#base/keys';
import { bytesArray, int8Array } from '#base/pg-binary';
import type { MaskedPerson, PersonField } from '#contract/privacy';
import { blindIndex, type IndexedField, normalise } from '#spine/privacy/blind-index';
import { byAllKeys, keyToHashWith } from '#spine/privacy/hash-keys';
import type { IndexedTable } from '#spine/privacy/index-rewriting';
import { openField, sealField } from '#spine/privacy/field-encryption';
import { mask } from '#spine/privacy/masking';
import { type PersonInput, readPerson } from '#spine/privacy/person-input';
import { createRecordKey, createRecordKeys, readRecordKeys } from '#spine/privacy/record-keys';

const table = 'person';
const columns = {
  name: 'name',
  idNumber: 'id_number',
  phone: 'phone',
  email: 'email',
  address: 'address',
} as const satisfies Record<PersonField, string>;
const all = Object.keys(columns) as PersonField[];
const indexColumns = {
  idNumber: 'id_number_index',
  phone: 'phone_index',
  email: 'email_index',
} as const satisfies Record<IndexedField, string>;

/** What of it is searched by, for the rotation of the key. */
export const personIndexes: IndexedTable = {
  table,
  columns: (Object.keys(indexColumns) as IndexedField[]).map((field) => ({
    sealed: columns[field],
    index: indexColumns[field],
    normalise: normalise[field],
  })),
};

/** Class of advisory locks; any number that nobody else uses. */
const applicantLocks = 724_011_917;

export type OpenedPerson = Partial<Record<PersonField, string>>;

/** The people that accounts and cases refer to. Values leave it masked, or through `SensitiveReads`. */
export class People {
  constructor(
    private readonly pool: Pool,
    private readonly keys: KeyRing,
  ) {}

  /**
   * Adds a person in the transaction of whoever refers to them, and gives their number. `vouched`: an official has seen a
   * document; what somebody tells of themselves gets no blind index, so that nobody is found under a number that is not theirs.
   * @throws Refusal field-invalid; conflict, when somebody has this identity number already
   */
  async create(client: ClientBase, input: PersonInput, vouched = true): Promise<number> {
    const person = readPerson(input);
    const { rows } = await client.query<{ id: number }>(`SELECT nextval('person_id_seq') AS id`);
    const row = rows[0]!.id;
    const dataKey = await createRecordKey(client, this.keys, { table, row });
    const sealed = all.map((field) => {
      const value = person[field];
      return value === undefined ? null : sealField(dataKey, { table, row, column: columns[field] }, value);
    });
    if (vouched && person.idNumber !== undefined) await this.#refuseSecond(client, person.idNumber);
    const by = await keyToHashWith(client, this.keys, 'blind-index');
    const indexed = (Object.keys(indexColumns) as IndexedField[]).map((field) =>
      vouched && person[field] !== undefined ? indexOf(by.key, field, person[field]) : null,
    );
    const { rowCount } = await client.query(
      `INSERT INTO person (id, name, id_number, phone, email, address, id_number_index, phone_index, email_index, index_key)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id_number_index) DO NOTHING`,
      [row, ...sealed, ...indexed, by.name],
    );
    if (!rowCount) throw registered();
    return row;
  }

  /**
   * Adds people of whom nobody has seen a document, many in one go, and gives their numbers with the keys of their records, for
   * what else is sealed with them. As `create` with `vouched` false. @throws Refusal field-invalid
   */
  async createMany(
    client: ClientBase,
    inputs: readonly PersonInput[],
  ): Promise<{ id: number; dataKey: Buffer }[]> {
    if (inputs.length === 0) return [];
    const persons = inputs.map(readPerson);
    const { rows } = await client.query<{ id: number }>(
      `SELECT nextval('person_id_seq') AS id FROM generate_series(1, $1::int)`,
      [persons.length],
    );
    const ids = rows.map(({ id }) => id);
    const dataKeys = await createRecordKeys(client, this.keys, table, ids);
    const by = await keyToHashWith(client, this.keys, 'blind-index');
    const sealed = all.map((field) =>
      persons.map((person, at) => {
        const value = person[field];
        const place = { table, row: ids[at]!, column: columns[field] };
        return value === undefined ? null : sealField(dataKeys[at]!, place, value);
      }),
    );
    await client.query(
      `INSERT INTO person (id, name, id_number, phone, email, address, index_key)
       SELECT u.*, $7 FROM unnest($1::int8[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[]) u`,
      [int8Array(ids), ...sealed.map((cells) => bytesArray(cells)), by.name],
    );
    return ids.map((id, at) => ({ id, dataKey: dataKeys[at]! }));
  }

  /** While the key is rotated the same number may stand under another one, where the unique index does not see it. */
  async #refuseSecond(client: ClientBase, idNumber: string): Promise<void> {
    await this.lock(client, 'idNumber', idNumber);
    if ((await this.find('idNumber', idNumber, client)).length > 0) throw registered();
  }

  /** Says whose an account is; once more changes nothing. */
  async giveAccount(client: ClientBase, accountId: number, person: number): Promise<void> {
    await client.query(
      'INSERT INTO account_person (account_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [accountId, person],
    );
  }

  /** The records of whoever an account belongs to; none when nobody has said whose it is. */
  async ofAccount(accountId: number, db: Pool | ClientBase = this.pool): Promise<number[]> {
    const { rows } = await db.query<{ person_id: number }>(
      'SELECT person_id FROM account_person WHERE account_id = $1 ORDER BY person_id',
      [accountId],
    );
    return rows.map((row) => row.person_id);
  }

  /** Everybody with this very value, however it is written; not who only told it of themselves. */
  async find(field: IndexedField, value: string, db: Pool | ClientBase = this.pool): Promise<number[]> {
    return byAllKeys(db, this.keys, 'blind-index', async (known) => {
      const { rows } = await db.query<{ id: number }>(
        `SELECT id FROM person WHERE ${indexColumns[field]} = ANY ($1::bytea[]) ORDER BY id`,
        [bytesArray(known.map((key) => indexOf(key, field, normalise[field](value))))],
      );
      return rows.map((row) => row.id);
    });
  }

  /** Until the transaction ends, nobody else looks for whoever has this value in order to add them. */
  async lock(client: ClientBase, field: IndexedField, value: string): Promise<void> {
    // Under the oldest key first: whoever knows fewer keys than others shares that one with them.
    await byAllKeys(client, this.keys, 'blind-index', async (known) => {
      for (const key of known.toReversed()) {
        const place = indexOf(key, field, normalise[field](value)).readInt32BE(0);
        await client.query('SELECT pg_advisory_xact_lock($1, $2)', [applicantLocks, place]);
      }
    });
  }

  /** People with what the allow-list lets be seen of them, in the order asked for; who does not exist is left out. */
  async readMasked(people: readonly number[]): Promise<MaskedPerson[]> {
    const opened = await this.open(people, all);
    return people.flatMap((id) => {
      const person = opened.get(id);
      if (!person) return [];
      const fields = all.flatMap((field) => {
        const value = person[field];
        return value === undefined ? [] : [[field, mask(field, value)]];
      });
      return [{ id: String(id), fields: Object.fromEntries(fields) as OpenedPerson }];
    });
  }

  /**
   * Opens fields as they are. For `SensitiveReads`, which writes down who reads before it asks, and for what shows
   * nothing to anybody, such as sending a message to a telephone.
   * @throws SealBroken; MasterKeyMissing
   */
  async open(
    people: readonly number[],
    fields: readonly PersonField[],
    db: Pool | ClientBase = this.pool,
  ): Promise<Map<number, OpenedPerson>> {
    const { rows } = await db.query<{ id: number } & Record<string, Buffer | null>>(
      `SELECT id, ${fields.map((field) => columns[field]).join(', ')} FROM person WHERE id = ANY($1::int8[])`,
      [people],
    );
    const keys = await readRecordKeys(db, this.keys, table, people);
    return new Map(
      rows.flatMap(({ id, ...sealed }) => {
        const dataKey = keys.get(id);
        if (!dataKey) return [];
        const opened: OpenedPerson = {};
        for (const field of fields) {
          const column = columns[field];
          const cell = sealed[column];
          if (cell) opened[field] = openField(dataKey, { table, row: id, column }, cell);
        }
        return [[id, opened]];
      }),
    );
  }
}

const indexOf = (key: Buffer, field: IndexedField, value: string): Buffer =>
  blindIndex(key, table, columns[field], value);

const registered = () =>
  new Refusal('conflict', { field: 'idNumber', detail: 'Somebody with this number is registered.' });
