import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import type { DeviceMessage } from '#contract/powers/seal-devices';
import { decideAndWrite } from '#spine/platform/decide-and-write';
import type { Spine } from '#spine/spine';
import { sealPart } from '../register/index.ts';
import type { SealState } from '../register/state.ts';
import { useChallenge } from './challenges.ts';
import { isSignedBy } from './signature.ts';

/** The seal that a device holds. */
export interface HeldSeal {
  city: number;
  id: number;
  region: number;
  organ: string;
  state: SealState;
}

/** As whom a device acts and uploads. */
export const deviceActor = (device: string): string => `device:${device}`;
const system = new Set(['system'] as const);

/** The seal in use that a device is enrolled for. Refusal: device-unknown. */
export async function sealOfDevice({ pool, registry }: Spine, device: string): Promise<HeldSeal> {
  const { rows } = await pool.query<Omit<HeldSeal, 'organ'> & { organ_id: number }>(
    `SELECT p.city, p.case_id AS id, p.state, c.region, c.organ_id
     FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id
     WHERE p.part = '${sealPart}' AND p.state #>> '{device,id}' = $1 AND p.state ->> 'status' = 'in-use'
     ORDER BY p.city, p.case_id LIMIT 1`,
    [device],
  );
  const row = rows[0];
  if (!row) throw new Refusal('device-unknown', { field: 'device' });
  const { organ_id, ...seal } = row;
  return { ...seal, organ: registry.organById(organ_id).code };
}

/** Refusals: device-foreign, when the message names another device; device-signature-wrong. */
export function checkSigned(
  { state }: HeldSeal,
  device: string,
  message: { device: string },
  signature: string,
): void {
  if (message.device !== device || state.device?.id !== device)
    throw new Refusal('device-foreign', { field: 'message.device', expected: device });
  if (!isSignedBy(state.device.publicKey, message, signature))
    throw new Refusal('device-signature-wrong', { field: 'signature' });
}

/**
 * A message that a device sends now: signed, on a challenge that is used up by it. Notes that the device was heard of.
 * Refusals: device-unknown, device-foreign, device-signature-wrong, device-challenge-invalid.
 */
export async function admitMessage(
  spine: Spine,
  device: string,
  message: DeviceMessage,
  signature: string,
): Promise<HeldSeal> {
  const seal = await sealOfDevice(spine, device);
  checkSigned(seal, device, message, signature);
  await useChallenge(spine, device, message.challenge);
  await noteContact(spine, seal, device, message.kind === 'heartbeat' ? message : null);
  return seal;
}

type Heartbeat = Extract<DeviceMessage, { kind: 'heartbeat' }>;

/**
 * When a device was heard of, and what it said; one that was silent for too long is back.
 * @param counter of the record that it handed in
 */
export async function noteContact(
  spine: Spine,
  seal: HeldSeal,
  device: string,
  said: Heartbeat | null,
  counter: number | null = null,
): Promise<void> {
  const facts = said
    ? [said.battery, said.waiting, said.counter, JSON.stringify(said.position)]
    : [null, null, counter, null];
  await spine.pool.query(
    `INSERT INTO powers_seal_contact AS k (city, case_id, device, seen_at, battery, waiting, counter, position)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (city, case_id) DO UPDATE SET device = excluded.device, seen_at = greatest(k.seen_at, excluded.seen_at)
     ${said ? ', battery = excluded.battery, waiting = excluded.waiting, counter = excluded.counter, position = excluded.position' : ', counter = greatest(k.counter, excluded.counter)'}`,
    [seal.city, seal.id, device, toRfc3339(spine.now()), ...facts],
  );
  if (seal.state.silentSince === null) return;
  await decideAndWrite(
    spine,
    seal,
    { action: 'note-return', values: {} },
    { actor: deviceActor(device), roles: system },
  ).catch((error: unknown) => {
    // Somebody else has noted it in the same moment.
    if (!(error instanceof Refusal && error.code === 'action-not-allowed')) throw error;
  });
}
