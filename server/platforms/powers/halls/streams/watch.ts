import { Refusal } from '#base/errors';
import { repeat } from '#base/repeat';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { StreamFault } from '#contract/powers/halls';
import { decideAndWrite } from '#spine/platform/decide-and-write';
import type { Spine } from '#spine/spine';
import { cameraPart } from '../cameras/index.ts';
import { hallParameters } from '../hall-parameters.ts';
import { serviceMinutes } from '../service-minutes.ts';
import { openStream } from './open-stream.ts';
import { segmentsOf } from './playlist.ts';
import { StreamAway } from './stream.ts';

/** A camera in use, with what the look before said. */
interface Watched {
  city: number;
  id: number;
  organId: number;
  address: string;
  offlineSince: string | null;
  state: 'online' | 'offline' | null;
  since: Instant | null;
  lastSegmentAt: Instant | null;
  tail: string | null;
}

/** What a look at a stream says. */
export interface Look {
  state: 'online' | 'offline';
  since: Instant;
  lastSegmentAt: Instant | null;
  tail: string | null;
  fault: StreamFault | null;
}

/** Streams that are looked at beside each other. */
const atOnce = 8;
const system = { actor: 'system', roles: new Set(['system'] as const) };

/**
 * What follows from a look: a stream is online while its newest segment is another one than before, or not older than
 * `offlineSeconds` by our own clock, since clocks of cameras go wrong. Pure.
 * @param seen the newest segment, or why there is none
 */
export function judgeLook(
  before: Pick<Watched, 'state' | 'since' | 'lastSegmentAt' | 'tail'>,
  seen: { tail: string } | { fault: StreamFault },
  now: Instant,
): Look {
  const moved = 'tail' in seen && seen.tail !== before.tail;
  const lastSegmentAt = moved ? now : before.lastSegmentAt;
  const fresh =
    'tail' in seen && lastSegmentAt !== null && now - lastSegmentAt <= hallParameters.offlineSeconds * 1000;
  const state = fresh ? 'online' : 'offline';
  const fault = fresh ? null : 'fault' in seen ? seen.fault : 'still';
  // It has been away since it was last there.
  const begun = fresh ? now : (lastSegmentAt ?? now);
  return {
    state,
    since: state === before.state && before.since !== null ? before.since : begun,
    lastSegmentAt,
    tail: 'tail' in seen ? seen.tail : before.tail,
    fault,
  };
}

async function look(spine: Spine, watched: Watched): Promise<Look> {
  const now = spine.now();
  try {
    const last = segmentsOf(await openStream(spine, watched.address).playlist(now)).at(-1);
    return judgeLook(watched, last ? { tail: `${last.sequence} ${last.uri}` } : { fault: 'empty' }, now);
  } catch (error) {
    if (error instanceof StreamAway) return judgeLook(watched, { fault: error.fault }, now);
    throw error;
  }
}

async function keep({ pool, now }: Spine, { city, id }: Watched, seen: Look): Promise<void> {
  await pool.query(
    `INSERT INTO powers_camera_stream (city, case_id, state, since, last_segment_at, checked_at, tail, fault)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (city, case_id) DO UPDATE SET state = excluded.state, since = excluded.since,
       last_segment_at = excluded.last_segment_at, checked_at = excluded.checked_at, tail = excluded.tail, fault = excluded.fault`,
    [
      city,
      id,
      seen.state,
      toRfc3339(seen.since),
      toRfc3339OrNull(seen.lastSegmentAt),
      toRfc3339(now()),
      seen.tail,
      seen.fault,
    ],
  );
}

/** An absence that is too long, counted in service hours, and its end stand in the journal, once each. */
async function note(spine: Spine, watched: Watched, seen: Look): Promise<void> {
  const act = (action: string, values: Record<string, unknown>) =>
    decideAndWrite(spine, watched, { action, values }, system).catch((error: unknown) => {
      // Another server has noted it, or the camera was retired.
      if (!(error instanceof Refusal && error.code === 'action-not-allowed')) throw error;
    });
  if (seen.state === 'online') {
    if (watched.offlineSince !== null) await act('note-online', {});
    return;
  }
  const most = spine.registry.rules().numbers.CAMERA_OFFLINE?.minutes;
  if (watched.offlineSince !== null || most === undefined) return;
  const organ = spine.registry.organById(watched.organId);
  const minutes = serviceMinutes(spine.registry, organ, seen.since, spine.now());
  if (minutes > most) await act('note-offline', { since: toRfc3339(seen.since), minutes });
}

/** Looks at the stream of every camera in use; returns how many there are. */
export async function watchStreams(spine: Spine, stopping: () => boolean = () => false): Promise<number> {
  const { rows } = await spine.pool.query<Watched>(
    `SELECT p.city, p.case_id AS id, c.organ_id AS "organId", p.state #>> '{content,address}' AS address,
       p.state ->> 'offlineSince' AS "offlineSince", k.state, k.since, k.last_segment_at AS "lastSegmentAt", k.tail
     FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id
       LEFT JOIN powers_camera_stream k ON k.city = p.city AND k.case_id = p.case_id
     WHERE p.part = '${cameraPart}' AND p.state ->> 'status' = 'in-use' ORDER BY p.city, p.case_id`,
  );
  const waiting = [...rows];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !stopping(); next = waiting.shift()) {
      const seen = await look(spine, next);
      await keep(spine, next, seen);
      await note(spine, next, seen);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return rows.length;
}

/** Looks again and again, from the start on; returns how to stop it. */
export const startWatchingStreams = (spine: Spine): (() => Promise<void>) =>
  repeat({
    name: 'halls',
    pauseMs: hallParameters.watchSeconds * 1000,
    atOnce: true,
    work: (stopping) => watchStreams(spine, stopping),
    failed: (error) => spine.log.error('streams of halls could not be watched', error),
  });
