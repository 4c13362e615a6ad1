import type { ClientBase, Pool } from 'pg';

/** One notice of one event of a case. */
export interface NoticePlace {
  city: number;
  id: number;
  seq: number;
  kind: string;
}

/** Notes that a notice is issued; false when it was before, or is just now by somebody else. */
export async function noteNotice(client: ClientBase, place: NoticePlace, code: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO services_notice (city, case_id, case_seq, kind, code) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [place.city, place.id, place.seq, place.kind, code],
  );
  return rowCount === 1;
}

/** Which notices of a case are issued, as `<seq>:<kind>`. */
export async function issuedNotices(
  pool: Pool,
  { city, id }: { city: number; id: number },
): Promise<Set<string>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT case_seq || ':' || kind AS name FROM services_notice WHERE city = $1 AND case_id = $2`,
    [city, id],
  );
  return new Set(rows.map(({ name }) => name));
}
