import type { z } from 'zod';
import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import type { hallsApi } from '#contract/powers/halls';
import { accountUploader } from '#spine/attachments/attachment-door';
import { keepMade } from '#spine/attachments/keep-made';
import type { Principal } from '#spine/identity/principal';
import { formatKey } from '#spine/keys';
import { decideAndWrite } from '#spine/platform/decide-and-write';
import { getPartCase } from '#spine/platform/part-cases';
import type { Spine } from '#spine/spine';
import type { CameraState } from './cameras/state.ts';
import { hallParameters } from './hall-parameters.ts';
import { addressOf } from './store.ts';
import { openStream } from './streams/open-stream.ts';
import { newestRun, segmentsOf } from './streams/playlist.ts';
import { StreamAway } from './streams/stream.ts';

type Given = z.output<NonNullable<typeof hallsApi.keepMoment.body>>;
interface CaseKey {
  city: number;
  id: number;
}

interface Clip {
  content: Buffer;
  type: string;
  /** When its last picture was taken, by the clock of the stream; null where that tells none. */
  endsAt: number | null;
}

/**
 * What the stream holds of the last seconds, as it comes from the gateway: segments laid end to end, nothing made anew. It is had
 * by this server, so that no browser could have changed it. Refusal: stream-away.
 */
async function takeClip(spine: Spine, camera: CaseKey): Promise<Clip> {
  const address = await addressOf(spine.pool, camera);
  if (address === null) throw new Refusal('not-found', { field: 'id', expected: 'a camera in use' });
  try {
    const stream = openStream(spine, address);
    const run = newestRun(segmentsOf(await stream.playlist(spine.now())), hallParameters.clipSeconds);
    const last = run.at(-1);
    if (!last) throw new StreamAway('empty');
    const parts = [];
    for (const uri of [...(last.map === null ? [] : [last.map]), ...run.map((one) => one.uri)])
      parts.push((await stream.part(uri)).content);
    return {
      content: Buffer.concat(parts),
      type: last.map === null ? 'video/mp2t' : 'video/mp4',
      endsAt: last.at === null ? null : last.at + last.duration * 1000,
    };
  } catch (error) {
    if (error instanceof StreamAway) throw new Refusal('stream-away', { field: 'clip', detail: error.fault });
    throw error;
  }
}

const fileName = (state: CameraState, at: string, ending: string): string =>
  `${state.content.hall}-${state.content.name}-${at.slice(0, 19).replaceAll(/[-:]/g, '')}.${ending}`.slice(
    0,
    120,
  );

/**
 * Keeps a moment of a stream in the camera's case: the clip that this server takes, the picture that was uploaded, and what was
 * seen. The event names both by SHA-256. Gives its number.
 * Refusals: stream-away; attachment-unknown, for a picture of somebody else; those of the case.
 */
export async function keepMoment(
  spine: Spine,
  camera: CaseKey,
  given: Given & { viewing: string },
  { actor, accountId }: Principal,
): Promise<{ number: number; seq: number }> {
  const uploader = accountUploader(accountId);
  const before = await getPartCase(spine.pool, spine.registry, camera);
  const clip = given.clip ? await takeClip(spine, camera) : null;
  const at = toRfc3339(clip?.endsAt ?? spine.now());
  const state = before.fold.state as CameraState;
  const ending = clip?.type === 'video/mp2t' ? 'ts' : 'mp4';
  const kept = clip && (await keepMade(spine, { ...clip, name: fileName(state, at, ending) }, uploader));
  const files = [...(given.snapshot ? [given.snapshot] : []), ...(kept ? [kept.id] : [])];
  await decideAndWrite(
    spine,
    camera,
    {
      action: 'keep-moment',
      values: {
        kind: given.kind,
        at,
        ...(given.minutes !== undefined && { minutes: given.minutes }),
        note: given.note,
        ...(given.about && { about: given.about }),
        viewing: given.viewing,
        files,
      },
    },
    { actor, roles: new Set(['system'] as const), uploader },
  );
  const after = await getPartCase(spine.pool, spine.registry, camera);
  return { number: (after.fold.state as CameraState).moments.length, seq: after.seq };
}

/** The alert that the event of a moment gave; null where it gave none. */
export async function alertOfMoment(
  { pool }: Spine,
  { city, id }: CaseKey,
  seq: number,
): Promise<string | null> {
  const { rows } = await pool.query<{ id: number }>(
    'SELECT id FROM alert WHERE city = $1 AND case_id = $2 AND key = ANY($3::text[])',
    [city, id, [`HALL_POST_UNATTENDED:${seq}`, `HALL_MOMENT:${seq}`]],
  );
  return rows[0] ? formatKey(city, rows[0].id) : null;
}
