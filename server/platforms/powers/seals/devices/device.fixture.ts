import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { StampingRecord } from '#contract/powers/seal-devices';

/** A device of the tests: its keys, and how it signs. */
export interface TestDevice {
  id: string;
  pem: string;
  sign(message: object): string;
}

export function testDevice(): TestDevice {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    id: createHash('sha256').update(der).digest('hex').slice(0, 32),
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (message) => signWith(privateKey, message),
  };
}

const signWith = (key: KeyObject, message: object): string =>
  sign(null, Buffer.from(canonicalize(message)!), key).toString('base64url');

/** A record within the fence of the tests. */
export const recordOf = (device: TestDevice, more: Partial<StampingRecord>): StampingRecord => ({
  kind: 'stamping',
  device: device.id,
  counter: 1,
  at: '2026-11-20T09:30:00+08:00',
  request: null,
  impressions: 1,
  paper: 'printed',
  position: { latitude: 36.66, longitude: 117.03 },
  document: null,
  photos: [],
  offline: false,
  ...more,
});
