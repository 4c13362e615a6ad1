import type { Pool } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import { isImplementationCode } from '#spine/catalogue/code-numbers';
import type { RegisteredItem } from '#spine/catalogue/registry';

/**
 * Number of an application (办件编号): implementing code of the item (31), day (8), serial (4). Where the catalogue gives an
 * item no implementing code its own code stands in its place.
 */
export function numberPrefix(item: RegisteredItem, at: Instant, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at).replaceAll('-', '');
  return `${implementingCode(item)}${day}`;
}

function implementingCode({ code, implementingCode: given }: RegisteredItem): string {
  return given ?? (isImplementationCode(code) ? code : `${code}-`);
}

const mostOfDay = 9999;

/** Class of advisory locks; any number that nobody else uses. */
const numberLocks = 725_110_025;

/** The serials of a day that are taken, as the largest. */
async function lastSerial(pool: Pool, prefix: string): Promise<number> {
  const { rows } = await pool.query<{ last: string | null }>(
    `SELECT max(number) AS last FROM cases
     WHERE source_id = (SELECT id FROM source WHERE code = 'workbench')
       AND number BETWEEN $1 AND $2 AND length(number) = length($1)`,
    [`${prefix}0000`, `${prefix}9999`],
  );
  return rows[0]?.last ? Number(rows[0].last.slice(-4)) : 0;
}

/**
 * Opens something under the next number of a day, without gaps or doubles: whoever opens holds the prefix until the case is
 * committed, and the next serial is read from the cases themselves, so that an opening that fails leaves no gap.
 * Refusal: conflict, when a day has no number left.
 */
export function withNextNumber<T>(
  pool: Pool,
  prefix: string,
  open: (number: string) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [numberLocks, prefix]);
    const serial = (await lastSerial(pool, prefix)) + 1;
    if (serial > mostOfDay)
      throw new Refusal('conflict', { field: 'item', expected: `at most ${mostOfDay} applications a day` });
    return open(`${prefix}${String(serial).padStart(4, '0')}`);
  });
}
