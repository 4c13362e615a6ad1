import type { Pool, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { Queries } from '#base/db';
import { readerRole } from '#base/postgres-roles';
import { type Reaches, reachSetting } from '#spine/identity/reach-setting';

/**
 * Reads for somebody: each query in a transaction of its own, as a role to which row-level security shows what is within
 * the reach, so that a forgotten WHERE shows nothing more. One round trip: the pool sends all four without waiting.
 */
export function readerOf(pool: Pool, reaches: Reaches): Queries {
  const reach = reachSetting(reaches);
  return {
    query: <T extends QueryResultRow>(query: string | QueryConfig, values?: unknown[]) =>
      readAs<T>(pool, reach, query, values),
  };
}

async function readAs<T extends QueryResultRow>(
  pool: Pool,
  reach: string,
  query: string | QueryConfig,
  values?: unknown[],
): Promise<QueryResult<T>> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const answers = await Promise.allSettled([
      client.query('BEGIN READ ONLY'),
      // Both end with the transaction. Where this fails, so does what follows it.
      client.query(
        `SELECT set_config('mingjing.reach', $1, true), set_config('role', '${readerRole}', true)`,
        [reach],
      ),
      client.query<T>(query as string, values),
      // After a failure it rolls back.
      client.query('COMMIT'),
    ] as const);
    const [begin, , , commit] = answers;
    // Outside a transaction the role would not have changed, or would stay changed.
    if (begin.status === 'rejected' || commit.status === 'rejected') broken = new Error('no transaction');
    for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
    return (answers[2] as PromiseFulfilledResult<QueryResult<T>>).value;
  } finally {
    client.release(broken);
  }
}

/** Whether the database guards rows for readers; not where its roles could not be made. */
export async function guardsRows(pool: Pool): Promise<boolean> {
  const nobody = { everything: false, regions: [], organs: [], own: false };
  const reader = readerOf(pool, { cases: nobody, alerts: nobody, corrections: nobody, imports: nobody });
  try {
    const { rows } = await reader.query<{ active: boolean }>(`SELECT row_security_active('cases') AS active`);
    return rows[0]!.active;
  } catch (error) {
    // No such role, not a member of it, or no right on the table.
    if (['22023', '42501', '42704'].includes((error as { code?: string }).code ?? '')) return false;
    throw error;
  }
}
