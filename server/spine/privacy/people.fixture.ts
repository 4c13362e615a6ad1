import type { Pool } from 'pg';
import { inTransaction } from '#base/db';
import { idNumberCheck } from '#contract/id-number';
import type { People } from '#spine/privacy/people';
import type { PersonInput } from '#spine/privacy/person-input';

/** An invented identity number with a right check character, different for each n up to 999,999. */
export function idNumberOf(n: number): string {
  const day = String(1 + (n % 28)).padStart(2, '0');
  const month = String(1 + (Math.floor(n / 28) % 12)).padStart(2, '0');
  const year = 1950 + (Math.floor(n / 336) % 55);
  const digits = `370102${year}${month}${day}${String(Math.floor(n / 18_480)).padStart(3, '0')}`;
  return digits + idNumberCheck(digits);
}

/** An invented mobile number, different for each n. */
export const phoneOf = (n: number): string => `139${String(10_000_000 + n * 7_919).slice(-8)}`;

/** The n-th of a made-up people. */
export const personOf = (n: number): Required<PersonInput> => ({
  name: `赵钱孙李周吴郑王${n}`.slice(n % 8),
  idNumber: idNumberOf(n),
  phone: phoneOf(n),
  email: `zhang.${n}@qq.com`,
  address: `山东省济南市历下区解放路${n}号`,
});

/** Adds somebody in a transaction of their own. */
export const addPerson = (pool: Pool, people: People, input: PersonInput): Promise<number> =>
  inTransaction(pool, (client) => people.create(client, input));
