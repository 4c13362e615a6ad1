import { randomBytes } from 'node:crypto';
import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import type { Spine } from '#spine/spine';
import { sealParameters } from '../seal-parameters.ts';

/** Unused challenges of one device at a time: the oldest give way, so that nobody who knows its name shuts it out. */
const mostOpen = 200;

/** A new challenge of 256 bits for one message of a device. */
export async function giveChallenge(
  { pool, now }: Pick<Spine, 'pool' | 'now'>,
  device: string,
): Promise<{ challenge: string; expiresAt: string; now: string }> {
  const present = toRfc3339(now());
  await pool.query(
    `DELETE FROM powers_seal_challenge WHERE device = $1 AND (expires_at <= $2 OR challenge IN (
       SELECT challenge FROM powers_seal_challenge WHERE device = $1 ORDER BY expires_at DESC OFFSET $3))`,
    [device, present, mostOpen - 1],
  );
  const challenge = randomBytes(32).toString('base64url');
  const expiresAt = toRfc3339(now() + sealParameters.challengeSeconds * 1000);
  await pool.query('INSERT INTO powers_seal_challenge (device, challenge, expires_at) VALUES ($1, $2, $3)', [
    device,
    challenge,
    expiresAt,
  ]);
  return { challenge, expiresAt, now: present };
}

/** Uses a challenge up, whatever becomes of the message. Refusal: device-challenge-invalid. */
export async function useChallenge(
  { pool, now }: Pick<Spine, 'pool' | 'now'>,
  device: string,
  challenge: string,
): Promise<void> {
  const { rows } = await pool.query<{ good: boolean }>(
    'DELETE FROM powers_seal_challenge WHERE device = $1 AND challenge = $2 RETURNING expires_at > $3 AS good',
    [device, challenge, toRfc3339(now())],
  );
  if (!rows[0]?.good) throw new Refusal('device-challenge-invalid', { field: 'message.challenge' });
}
