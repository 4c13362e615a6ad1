import type { Queries } from '#base/db';

/** The numbers of platforms by their codes, under which sums by platform stand. */
export async function platformNumbers(db: Queries): Promise<Map<string, number>> {
  const { rows } = await db.query<{ id: number; code: string }>({
    name: 'statistics-platforms',
    text: 'SELECT id, code FROM platform',
  });
  return new Map(rows.map(({ id, code }) => [code, id]));
}
