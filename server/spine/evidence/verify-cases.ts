import type { ClientBase } from 'pg';
import type { Instant } from '#base/time';
import type { Damages } from '#spine/evidence/damage';
import { replayOn } from '#spine/journal/replay';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';

/**
 * Times of what is folded are whole milliseconds, and read as such: what lies below was put there by somebody else.
 * (`alert.recorded_at` alone is the database's own, to the microsecond.)
 */
const times = {
  cases: { key: 'id', columns: ['opened_at', 'last_at', 'ended_at'] },
  clock: { key: 'case_id', columns: ['next_at', 'due_at'] },
  alert: { key: 'case_id', columns: ['fired_at'] },
  correction: { key: 'case_id', columns: ['issued_at', 'ended_at', 'due_at'] },
};

async function verifyTimes(client: ClientBase, damages: Damages): Promise<void> {
  for (const [table, { key, columns }] of Object.entries(times)) {
    const altered = columns.map((column) => `date_trunc('milliseconds', ${column}) <> ${column}`);
    const { rows } = await client.query<{ city: number; id: number }>(
      `SELECT city, ${key} AS id FROM ${table} WHERE ${altered.join(' OR ')}`,
    );
    for (const { city, id } of rows)
      damages.add(
        'case',
        formatKey(city, id),
        `a time of its ${table} row was altered below the millisecond`,
      );
  }
}

const keyOfCase = /^\d{4}-\d+$/;

/** Tells all cases again from the journal and names each that is stored otherwise: state, clocks, alerts, corrections, roll-ups. */
export async function verifyCases(
  client: ClientBase,
  spine: Spine,
  certain: Instant,
  damages: Damages,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  await verifyTimes(client, damages);
  try {
    const { listed } = await replayOn(client, spine, certain, {
      listed: Number.POSITIVE_INFINITY,
      onProgress,
    });
    for (const { case: name, what, expected, stored } of listed)
      damages.add(
        keyOfCase.test(name) ? 'case' : 'roll-up',
        name,
        `${what}: the journal tells ${expected}, stored is ${stored}`,
      );
  } catch (error) {
    damages.add(
      'case',
      'all',
      `they cannot be told again: ${error instanceof Error ? error.message : error}`,
    );
  }
}
