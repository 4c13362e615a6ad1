import type { Pool } from 'pg';

const key = 'services-applications-seeded';

/** How many stories of the demonstration have been told. */
export async function storiesTold(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ value: string }>('SELECT value FROM installation WHERE key = $1', [
    key,
  ]);
  return Number(rows[0]?.value ?? 0);
}

export async function noteStoriesTold(pool: Pool, told: number): Promise<void> {
  await pool.query(
    `INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [key, String(told)],
  );
}
