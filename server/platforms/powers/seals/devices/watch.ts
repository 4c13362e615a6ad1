import { Refusal } from '#base/errors';
import { repeat } from '#base/repeat';
import { toRfc3339 } from '#base/time';
import { decideAndWrite } from '#spine/platform/decide-and-write';
import type { Spine } from '#spine/spine';
import { sealPart } from '../register/index.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

interface Unheard {
  city: number;
  id: number;
  seen_at: number;
}

/**
 * Notes each device that has been silent for longer than the rule SEAL_DEVICE_OFFLINE allows, once for each silence; returns
 * how many. Devices of a demonstration are watched from their first contact on.
 */
export async function noteSilentDevices(spine: Spine): Promise<number> {
  const hours = spine.registry.rules().numbers.SEAL_DEVICE_OFFLINE?.hours;
  if (hours === undefined) return 0;
  const { rows } = await spine.pool.query<Unheard>(
    `SELECT * FROM (
       SELECT p.city, p.case_id AS id, coalesce(k.seen_at, (p.state #>> '{device,enrolledAt}')::timestamptz) AS seen_at
       FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id JOIN source s ON s.id = c.source_id
         LEFT JOIN powers_seal_contact k
           ON k.city = p.city AND k.case_id = p.case_id AND k.device = p.state #>> '{device,id}'
       WHERE p.part = '${sealPart}' AND p.state ->> 'status' = 'in-use' AND p.state #>> '{device,id}' IS NOT NULL
         AND p.state ->> 'silentSince' IS NULL AND (k.seen_at IS NOT NULL OR NOT s.demonstration)
     ) AS watched WHERE seen_at < $1 ORDER BY city, id LIMIT 500`,
    [toRfc3339(spine.now() - hours * hourMs)],
  );
  for (const { city, id, seen_at } of rows)
    await decideAndWrite(
      spine,
      { city, id },
      { action: 'note-silence', values: { since: toRfc3339(seen_at) } },
      { actor: 'system', roles: new Set(['system'] as const) },
    ).catch((error: unknown) => {
      // Another server has noted it, or the device was revoked.
      if (!(error instanceof Refusal && error.code === 'action-not-allowed')) throw error;
    });
  return rows.length;
}

/** Looks once a minute, from the start on; returns how to stop it. */
export const startWatchingDevices = (spine: Spine): (() => Promise<void>) =>
  repeat({
    name: 'seals',
    pauseMs: minuteMs,
    atOnce: true,
    work: () => noteSilentDevices(spine),
    failed: (error) => spine.log.error('sealing devices could not be watched', error),
  });
