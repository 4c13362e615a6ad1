import type { ClientBase } from 'pg';
import { Refusal } from '#base/errors';
import { parseKey } from '#spine/keys';

/** Refusal: not-found. */
export async function personExists(client: ClientBase, person: number): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM person WHERE id = $1', [person]);
  if (!rowCount) throw new Refusal('not-found', { field: 'person' });
}

/** The key of a case that is there. Refusal: case-unknown. */
export async function caseOf(client: ClientBase, caseId: string): Promise<{ city: number; id: number }> {
  const key = parseKey(caseId, 'caseId');
  const { rowCount } = await client.query('SELECT FROM cases WHERE city = $1 AND id = $2', [
    key.city,
    key.id,
  ]);
  if (!rowCount) throw new Refusal('case-unknown', { field: 'caseId' });
  return key;
}
