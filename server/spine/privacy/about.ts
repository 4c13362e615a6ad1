import type { ClientBase, Pool } from 'pg';
import { Refusal } from '#base/errors';
import { parseKey } from '#spine/keys';
import type { Concerned } from '#spine/privacy/official';

/** Refusal: not-found. */
export async function personExists(client: ClientBase, person: number): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM person WHERE id = $1', [person]);
  if (!rowCount) throw new Refusal('not-found', { field: 'person' });
}

/** A case that is there: its key, what reach asks for, and its applicant. Refusal: case-unknown. */
export async function caseOf(
  client: ClientBase,
  caseId: string,
): Promise<{ city: number; id: number; personId: number | null } & Concerned> {
  const key = parseKey(caseId, 'caseId');
  const { rows } = await client.query<Concerned & { personId: number | null }>(
    'SELECT organ_id AS "organId", region, person_id AS "personId" FROM cases WHERE city = $1 AND id = $2',
    [key.city, key.id],
  );
  if (!rows[0]) throw new Refusal('case-unknown', { field: 'caseId' });
  return { ...key, ...rows[0] };
}

/** Where the cases lie that a person is the applicant of: reach over one of them is reach over who that is. */
export async function placesOfApplicant(pool: Pool, person: number): Promise<Concerned[]> {
  const { rows } = await pool.query<Concerned>(
    'SELECT DISTINCT organ_id AS "organId", region FROM cases WHERE person_id = $1',
    [person],
  );
  return rows;
}
