import { describe, expect, test } from 'vitest';
import { inTransaction } from '#base/db';
import { testDatabase } from '../../../tests/support/database.ts';
import { testSpine } from '../../../tests/support/spine.ts';
import { storeApplicant, type ToldBy } from './applicants.ts';
import { People } from './people.ts';
import { personOf } from './people.fixture.ts';
import type { PersonInput } from './person-input.ts';

const { pool } = await testDatabase<unknown>();
const { spine } = await testSpine(pool);
const people = new People(pool, spine.keys);

const store = (input: PersonInput, told: ToldBy = { by: 'window' }) =>
  inTransaction(pool, (client) => storeApplicant(client, people, input, told));
const count = async () =>
  (await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM person')).rows[0]!.n;

describe('told at a window', () => {
  test('given an identity number, when it comes again in another form, then it is the same person, unchanged', async () => {
    const one = await store(personOf(1));
    const { name, idNumber } = personOf(1);
    const again = { name: ` ${name} `, idNumber: ` ${idNumber.toLowerCase()}`, phone: '13800000000' };
    expect(await store(again)).toBe(one);
    expect((await people.open([one], ['phone'])).get(one)).toEqual({ phone: personOf(1).phone });
  });

  test('given an identity number under another name, then it is refused and nothing given away', async () => {
    await expect(store({ ...personOf(1), name: '别人' })).rejects.toMatchObject({
      code: 'conflict',
      about: { field: 'name' },
    });
  });

  test('given no number, when telephone and name are known, then the same person; a name alone, or another name, is somebody new', async () => {
    const one = await store({ name: '王五', phone: '139 0000 1111' });
    expect(await store({ name: '王 五', phone: '13900001111' })).toBe(one);
    expect(await store({ name: '王五' })).not.toBe(one);
    expect(await store({ name: '王六', phone: '13900001111' })).not.toBe(one);
  });

  test('given two windows at once, then one person is made', async () => {
    const before = await count();
    const made = await Promise.all(Array.from({ length: 6 }, () => store(personOf(20))));
    expect(new Set(made).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });
});

describe('told by an account', () => {
  const told: ToldBy = { by: 'account', accountId: 71 };

  test('given somebody else’s number, then a record of the account’s own is made, and neither finds the other', async () => {
    const window = await store(personOf(30));
    const claimed = await store(
      { name: '冒名', idNumber: personOf(30).idNumber, phone: personOf(30).phone },
      told,
    );
    expect(claimed).not.toBe(window);
    expect(await people.find('idNumber', personOf(30).idNumber)).toEqual([window]);
    expect(await people.find('phone', personOf(30).phone)).toEqual([window]);
    expect(await people.ofAccount(71)).toEqual([claimed]);
  });

  test('given a number that is claimed first, when its holder comes to a window, then they are not mixed up', async () => {
    const claimed = await store({ ...personOf(31), name: '冒名' }, told);
    expect(await store(personOf(31))).not.toBe(claimed);
  });

  test('given the same name again, then the same record; given another name, one more of the account', async () => {
    const one = await store({ name: '赵六' }, told);
    expect(await store({ name: '赵六', idNumber: personOf(33).idNumber }, told)).toBe(one);
    const mother = await store({ name: '孙母' }, told);
    expect(await people.ofAccount(71)).toEqual(expect.arrayContaining([one, mother]));
  });

  test('given an account’s own record that a window made, when it applies under that name, then it is that record', async () => {
    const window = await store(personOf(40));
    await inTransaction(pool, (client) => people.giveAccount(client, 72, window));
    expect(await store({ name: personOf(40).name }, { by: 'account', accountId: 72 })).toBe(window);
  });
});
