import type { z } from 'zod';
import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import type { hallsApi, OpenViewing } from '#contract/powers/halls';
import { may } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import type { View } from '#spine/identity/view';
import { formatKey, parseKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { hallParameters } from '../hall-parameters.ts';
import { findCamera } from '../store.ts';
import { makeToken } from '../streams/token.ts';
import { recordViewings } from './store.ts';

const minuteMs = 60_000;

/**
 * Records that somebody watches cameras, and what for; only when that is committed are the streams given. One viewing for each
 * camera, each with a token that is this account's and ends.
 * Refusals: not-found, for a camera that is none, is not in use or lies outside of the reach of whoever asks.
 */
export async function openViewings(
  spine: Spine,
  { db }: View,
  principal: Principal,
  { cameras, purpose, reason }: z.output<NonNullable<typeof hallsApi.openViewings.body>>,
): Promise<OpenViewing[]> {
  const keys = [...new Set(cameras)].map((camera) => parseKey(camera, 'cameras'));
  for (const key of keys) {
    const row = await findCamera(db, key);
    if (!row || row.state.status !== 'in-use' || !may(principal, 'halls.watch', row))
      throw new Refusal('not-found', { field: 'cameras', expected: 'cameras in use within your reach' });
  }
  const at = spine.now();
  const endsAt = at + hallParameters.viewingMinutes * minuteMs;
  const { accountId, actor } = principal;
  const ids = await recordViewings(
    spine.pool,
    keys.map((camera) => ({ accountId, actor, camera, purpose, reason, at, endsAt })),
  );
  return keys.map(({ city, id }, index) => {
    const camera = formatKey(city, id);
    const viewing = ids[index]!;
    const token = makeToken(spine, { viewing, camera, account: accountId, endsAt });
    const playlist = `/api/powers/streams/${token}/live.m3u8`;
    return { id: viewing, camera, playlist, token, endsAt: toRfc3339(endsAt) };
  });
}
