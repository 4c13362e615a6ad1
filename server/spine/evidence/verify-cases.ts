import type { ClientBase } from 'pg';
import type { Instant } from '#base/time';
import type { Damages } from '#spine/evidence/damage';
import { replayOn } from '#spine/journal/replay';
import type { Spine } from '#spine/spine';

const keyOfCase = /^\d{4}-\d+$/;

/** Tells all cases again from the journal and names each that is stored otherwise: state, clocks, alerts, corrections, roll-ups. */
export async function verifyCases(
  client: ClientBase,
  spine: Spine,
  certain: Instant,
  damages: Damages,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
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
