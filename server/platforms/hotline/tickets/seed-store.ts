import type { Queries } from '#base/db';

const seededKey = 'hotline-tickets-seeded';

/** How many tickets of the demonstration have been told. */
export async function ticketsTold(pool: Queries): Promise<number> {
  const { rows } = await pool.query<{ value: string }>('SELECT value FROM installation WHERE key = $1', [
    seededKey,
  ]);
  return Number(rows[0]?.value ?? 0);
}

export async function noteTicketsTold(pool: Queries, told: number): Promise<void> {
  await pool.query(
    `INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [seededKey, String(told)],
  );
}
