import type { Queries } from '#base/db';

/** Numbers of the questions of an episode whose ticket was there before, by its journal. */
export async function linkedQuestions(
  db: Queries,
  { city, id }: { city: number; id: number },
): Promise<ReadonlySet<number>> {
  const { rows } = await db.query<{ n: number }>(
    `SELECT (data ->> 'n')::int AS n FROM journal
     WHERE city = $1 AND case_id = $2 AND type = 'hotline.question-raised' AND data ->> 'linked' = 'true'`,
    [city, id],
  );
  return new Set(rows.map(({ n }) => n));
}
