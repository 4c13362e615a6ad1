import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { Refusal } from '#base/errors';

/** A device as it is enrolled: its public key (SPKI, DER, base64) and the id that follows from it. */
export interface DeviceKey {
  device: string;
  publicKey: string;
}

const unread = (field: string) =>
  new Refusal('field-invalid', {
    field,
    expected: 'an Ed25519 public key: PEM, or SPKI in DER as base64',
  });

/** @throws Refusal field-invalid, for what is no Ed25519 public key */
function readKey(text: string, field: string): KeyObject {
  const trimmed = text.trim();
  try {
    const key = trimmed.includes('BEGIN PUBLIC KEY')
      ? createPublicKey(trimmed)
      : createPublicKey({ key: Buffer.from(trimmed, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below.
  }
  throw unread(field);
}

/** Reads a public key as people paste it. Refusal: field-invalid. */
export function deviceKeyOf(text: string, field = 'values.publicKey'): DeviceKey {
  const der = readKey(text, field).export({ format: 'der', type: 'spki' });
  return {
    device: createHash('sha256').update(der).digest('hex').slice(0, 32),
    publicKey: der.toString('base64'),
  };
}
