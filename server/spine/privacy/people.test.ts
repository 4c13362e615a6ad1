import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { passingKeys } from '#base/keys';
import { Refusal } from '#base/errors';
import { testDatabase } from '../../../tests/support/database.ts';
import { SealBroken } from './field-encryption.ts';
import { People } from './people.ts';
import { addPerson, personOf } from './people.fixture.ts';
import { MasterKeyMissing, refuseForeignKeys } from './record-keys.ts';

const { pool, ownerUrl } = await testDatabase<unknown>();
const keys = passingKeys();
const people = new People(pool, keys);
const everything = ['name', 'idNumber', 'phone', 'email', 'address'] as const;
const open = async (id: number, by = people) => (await by.open([id], everything)).get(id);

let zhang = 0;
let li = 0;
beforeAll(async () => {
  zhang = await addPerson(pool, people, personOf(1));
  li = await addPerson(pool, people, personOf(2));
});

describe('a person', () => {
  test('given somebody, when opened, then everything is as told; when masked, then what the allow-list says', async () => {
    expect(await open(zhang)).toEqual(personOf(1));
    expect(await people.readMasked([li, 999_999, zhang])).toEqual([
      { id: String(li), fields: expect.objectContaining({ name: '孙**', phone: '139****5838' }) },
      {
        id: String(zhang),
        fields: {
          name: '钱**',
          idNumber: expect.stringMatching(/^37\*{14}..$/),
          phone: '139****7919',
          email: 'z****@qq.com',
          address: '山东省****',
        },
      },
    ]);
  });

  test('given a value written in another way, when looked for, then the person is found, and nobody else', async () => {
    const { idNumber, phone, email } = personOf(1);
    expect(await people.find('idNumber', ` ${idNumber.toLowerCase()} `)).toEqual([zhang]);
    expect(await people.find('phone', `+86 ${phone.slice(0, 3)}-${phone.slice(3)}`)).toEqual([zhang]);
    expect(await people.find('email', email.toUpperCase())).toEqual([zhang]);
    expect(await people.find('phone', personOf(3).phone)).toEqual([]);
    expect(await people.find('email', phone)).toEqual([]);
  });

  test('given anybody with any of the fields, when added, then they open as told', async () => {
    const text = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .map((given) => `名${given.replaceAll('\0', '')}名`);
    await fc.assert(
      fc.asyncProperty(
        fc.record({ name: text, address: text }, { requiredKeys: ['name'] }),
        async (given) => {
          expect(await open(await addPerson(pool, people, given))).toEqual(given);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('given an identity number that somebody has, when added again, then it is a conflict and nothing is left behind', async () => {
    const count = () => pool.query('SELECT count(*)::int AS n FROM record_key').then(({ rows }) => rows[0].n);
    const before = await count();
    const again = addPerson(pool, people, { name: '另一人', idNumber: personOf(1).idNumber });
    await expect(again).rejects.toMatchObject({ code: 'conflict', about: { field: 'idNumber' } });
    expect(await count()).toBe(before);
  });

  test.each([
    ['idNumber', '370102199001011234'],
    ['phone', 'call 13800138000'],
    ['email', 'zhang at 13800138000'],
    ['name', ' '],
  ])('given a %s of wrong form, when added, then it is named and its value is not', async (field, value) => {
    const error = await addPerson(pool, people, { name: '张', [field]: value }).catch(
      (thrown: Refusal) => thrown,
    );
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).about.field).toBe(field);
    if (value.trim()) expect(JSON.stringify((error as Refusal).toProblem())).not.toContain(value);
  });
});

describe('cells in other places', () => {
  const owner = async (sql: string, work: () => Promise<void>) => {
    const { Client } = (await import('pg')).default;
    const client = new Client({ connectionString: ownerUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query('CREATE TEMP TABLE before ON COMMIT DROP AS SELECT * FROM person');
      await client.query('CREATE TEMP TABLE keys_before ON COMMIT DROP AS SELECT * FROM record_key');
      await client.query(sql);
      await client.query('COMMIT');
      await work();
    } finally {
      await client.end();
    }
  };
  const pair = [personOf(11), personOf(12)];
  test.each([
    [
      'two rows',
      'UPDATE person p SET phone = q.phone FROM person q WHERE p.id IN ($a, $b) AND q.id IN ($a, $b) AND p.id <> q.id',
    ],
    ['two columns', 'UPDATE person SET phone = email, email = phone WHERE id IN ($a, $b)'],
    [
      'the keys of two rows',
      'UPDATE record_key p SET wrapped = q.wrapped FROM record_key q WHERE p.row_id IN ($a, $b) AND q.row_id IN ($a, $b) AND p.row_id <> q.row_id',
    ],
    [
      'cells and keys of two rows',
      `UPDATE person p SET phone = q.phone, name = q.name, email = q.email FROM person q WHERE p.id IN ($a, $b) AND q.id IN ($a, $b) AND p.id <> q.id;
      UPDATE record_key p SET wrapped = q.wrapped FROM record_key q WHERE p.row_id IN ($a, $b) AND q.row_id IN ($a, $b) AND p.row_id <> q.row_id`,
    ],
    [
      'two tables',
      `INSERT INTO record_key SELECT 'applicant', row_id, master_key, master_live, wrapped FROM record_key WHERE row_id = $a;
      UPDATE record_key p SET wrapped = q.wrapped FROM record_key q WHERE p.row_id = $b AND p.table_name = 'person' AND q.row_id = $a AND q.table_name = 'applicant';
      UPDATE record_key SET wrapped = '\\x01' WHERE row_id = $a AND table_name = 'person'`,
    ],
  ])(
    'given the owner of the database swaps %s, then neither record opens, and no value is told',
    async (_, sql) => {
      const ids: number[] = [];
      for (const one of pair) ids.push(await addPerson(pool, people, { ...one, idNumber: undefined }));
      await owner(sql.replaceAll('$a', String(ids[0])).replaceAll('$b', String(ids[1])), async () => {
        for (const id of ids) {
          const error: Error = await open(id).then(
            () => expect.fail('it opened'),
            (thrown: Error) => thrown,
          );
          expect(error).toBeInstanceOf(SealBroken);
          for (const value of pair.flatMap(Object.values)) expect(error.stack).not.toContain(value);
        }
      });
    },
  );

  test('given other keys, then nothing opens: by another key of the same name it is broken, without one it is missing', async () => {
    await expect(open(zhang, new People(pool, passingKeys()))).rejects.toThrow(MasterKeyMissing);
    const { rows } = await pool.query('SELECT master_key FROM record_key WHERE row_id = $1', [zhang]);
    const other = passingKeys();
    const key = other.encryption.keys.get(other.encryption.current)!;
    other.encryption = { current: rows[0].master_key, keys: new Map([[rows[0].master_key, key]]) };
    await expect(open(zhang, new People(pool, other))).rejects.toThrow(SealBroken);
  });

  test('given a key file made anew beside what is sealed, when started, then it is refused by name; the right one is not', async () => {
    await expect(refuseForeignKeys(pool, keys)).resolves.toBeUndefined();
    await expect(refuseForeignKeys(pool, passingKeys())).rejects.toThrow(keys.encryption.current);
  });
});
