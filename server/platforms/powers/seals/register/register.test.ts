import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decideSeal } from './decide.ts';
import { deviceKeyOf } from './device-key.ts';
import { sealRules } from './indicators.ts';
import { evolveSeal, type SealEvent, type SealState } from './state.ts';

const now = Date.parse('2026-11-20T10:00:00+08:00');
const { publicKey } = generateKeyPairSync('ed25519');
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const registered = {
  type: 'powers.seal-registered',
  data: {
    item: 'powers-seal',
    organ: 'village-point',
    region: '370102001002',
    title: '村民委员会印章',
    name: '村民委员会印章',
    keeper: 'keeper',
    approvers: ['station'],
    fence: { latitude: 36.66, longitude: 117.03, radius: 200 },
    actor: 'station',
  },
} as SealEvent;
const seal = evolveSeal(null, registered, now);
const decide = (state: SealState, action: string, values: Record<string, string | number> = {}) =>
  decideSeal(state, { action, values }, { actor: 'station', now }) as unknown as SealEvent;
const then = (state: SealState, ...act: [string, Record<string, string | number>?]) =>
  evolveSeal(state, decide(state, ...act), now);
const enrolled = then(seal, 'enrol-device', { publicKey: pem });

describe('a seal in the register', () => {
  test('given a public key, in PEM or DER, then the device has the same id', () => {
    const der = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    expect(deviceKeyOf(pem)).toEqual(deviceKeyOf(der));
    expect(enrolled.device).toMatchObject({ id: deviceKeyOf(pem).device, enrolledBy: 'station' });
  });

  test.each([
    ['text', 'abc'],
    [
      'another kind of key',
      generateKeyPairSync('x25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ],
  ])('given %s, then the field is refused', (_, key) => {
    expect(() => decide(seal, 'enrol-device', { publicKey: key })).toThrow('values.publicKey');
  });

  test('given a keeper who is an approver, then the change is refused; of two others it is taken', () => {
    const reason = '人员调整';
    expect(() => decide(seal, 'change-seal', { keeper: 'station', reason })).toThrow('values.keeper');
    expect(() => decide(seal, 'change-seal', { approvers: 'a，keeper', reason })).toThrow('values.approvers');
    const changed = then(seal, 'change-seal', { keeper: 'new', approvers: 'a, b', radius: 300, reason });
    expect(changed).toMatchObject({ keeper: 'new', approvers: ['a', 'b'], fence: { radius: 300 } });
  });

  test('given a radius that is none, or nothing at all, then it is refused', () => {
    expect(() => decide(seal, 'change-seal', { radius: 5, reason: '围栏过大' })).toThrow('values.radius');
    expect(() => decide(seal, 'change-seal', { reason: '没有变更' })).toThrow('values.keeper');
  });

  test('given a device that was revoked, then none holds the seal', () => {
    expect(then(enrolled, 'revoke-device', { reason: '设备遗失' }).device).toBeNull();
  });
});

describe('a device that is offline', () => {
  const [rule] = sealRules;
  const judge = (since: string) => {
    const event = decide(enrolled, 'note-silence', { since });
    const after = evolveSeal(enrolled, event, now);
    return rule!.judge!(
      { event, before: enrolled, after, at: now, occurredAt: now, recordedAt: now, seq: 3 } as never,
      { hours: 24 },
    );
  };

  test('given more than 24 hours, then it is a clue', () => {
    expect(judge('2026-11-19T09:59:00+08:00')).toMatchObject({
      rule: 'SEAL_DEVICE_OFFLINE',
      level: 'red',
      evidence: { seal: '村民委员会印章', most: 24 },
    });
  });

  test('given 24 hours and no more, then it is none', () => {
    expect(judge('2026-11-19T10:00:00+08:00')).toBeNull();
  });

  test('given that it is heard of again, then it is no longer silent', () => {
    const silent = then(enrolled, 'note-silence', { since: '2026-11-18T10:00:00+08:00' });
    expect(silent.silentSince).toBe('2026-11-18T10:00:00+08:00');
    expect(then(silent, 'note-return').silentSince).toBeNull();
  });
});
