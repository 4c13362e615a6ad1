import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Keys } from '#base/keys';

const keyOf = (master: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', master, '', 'mingjing identity totp', 32));

/** What a sealed secret is bound to: moved to another account it does not open. */
const bound = (accountId: number): Buffer => Buffer.from(`totp.secret.${accountId}`);

/** Seals the secret of an authenticator under the current master key: name of the key, 12 bytes nonce, 16 bytes tag, text. */
export function sealTotpSecret({ encryption }: Keys, accountId: number, secret: string): Buffer {
  const name = Buffer.from(encryption.current);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(encryption.keys.get(encryption.current)!), nonce);
  cipher.setAAD(bound(accountId));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(name.length), name, nonce, cipher.getAuthTag(), text]);
}

/** @throws Error when it was sealed for another account, with a key that is gone, or was changed. */
export function openTotpSecret({ encryption }: Keys, accountId: number, sealed: Buffer): string {
  const from = 1 + sealed[0]!;
  const master = encryption.keys.get(sealed.toString('utf8', 1, from));
  if (!master) throw new Error('the key of an authenticator secret is gone');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(master), sealed.subarray(from, from + 12));
  decipher.setAAD(bound(accountId));
  decipher.setAuthTag(sealed.subarray(from + 12, from + 28));
  return Buffer.concat([decipher.update(sealed.subarray(from + 28)), decipher.final()]).toString('utf8');
}
