import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Keys } from '#base/keys';

/** Form of what is sealed. */
const form = 1;

/**
 * A key for nothing else, from the session key: that one stays when master keys are rotated, and whoever has it could open
 * sessions anyway.
 */
const keyOf = ({ session }: Keys): Buffer =>
  Buffer.from(hkdfSync('sha256', session, '', 'mingjing identity totp', 32));

/** What a sealed secret is bound to: moved to another account it does not open. */
const bound = (accountId: number): Buffer => Buffer.from(`totp.secret.${accountId}`);

/** Seals the secret of an authenticator (AES-256-GCM): form, 12 bytes nonce, 16 bytes tag, text. */
export function sealTotpSecret(keys: Keys, accountId: number, secret: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(keys), nonce);
  cipher.setAAD(bound(accountId));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(form), nonce, cipher.getAuthTag(), text]);
}

/** @throws Error when it was sealed for another account or with another key, or was changed. */
export function openTotpSecret(keys: Keys, accountId: number, sealed: Buffer): string {
  if (sealed[0] !== form) throw new Error('an authenticator secret of an unknown form');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(keys), sealed.subarray(1, 13), {
    authTagLength: 16,
  });
  decipher.setAAD(bound(accountId));
  decipher.setAuthTag(sealed.subarray(13, 29));
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
}
