import { describe, expect, test } from 'vitest';
import { deviceKeyOf } from '../register/device-key.ts';
import { testDevice } from './device.fixture.ts';
import { isSignedBy } from './signature.ts';

describe('the signature of a device', () => {
  const device = testDevice();
  const { publicKey } = deviceKeyOf(device.pem);
  const signature = device.sign({ kind: 'heartbeat', waiting: 0, position: null });

  test('given the fields in another order, then it is good: the canonical form is signed', () => {
    expect(isSignedBy(publicKey, { position: null, waiting: 0, kind: 'heartbeat' }, signature)).toBe(true);
  });

  test.each([
    ['a field that was changed', { kind: 'heartbeat', waiting: 1, position: null }],
    ['a field that was added', { kind: 'heartbeat', waiting: 0, position: null, more: true }],
    ['a field that was left out', { kind: 'heartbeat', waiting: 0 }],
  ])('given %s, then it is not', (_, message) => {
    expect(isSignedBy(publicKey, message, signature)).toBe(false);
  });

  test('given the key of another device, or a signature of another length, then it is not', () => {
    const message = { kind: 'heartbeat', waiting: 0, position: null };
    expect(isSignedBy(deviceKeyOf(testDevice().pem).publicKey, message, signature)).toBe(false);
    expect(isSignedBy(publicKey, message, signature.slice(4))).toBe(false);
  });
});
