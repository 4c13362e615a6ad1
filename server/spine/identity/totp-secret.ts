import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Form of what is sealed. */
const form = 1;

/**
 * A key for nothing else, from a session key: whoever has that one could open sessions anyway. A rotation of the session key seals
 * every secret anew.
 */
const keyOf = (sessionKey: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', sessionKey, '', 'mingjing identity totp', 32));

/** What a sealed secret is bound to: moved to another account it does not open. */
const bound = (accountId: number): Buffer => Buffer.from(`totp.secret.${accountId}`);

/** Seals the secret of an authenticator (AES-256-GCM): form, 12 bytes nonce, 16 bytes tag, text. */
export function sealTotpSecret(sessionKey: Buffer, accountId: number, secret: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(sessionKey), nonce);
  cipher.setAAD(bound(accountId));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(form), nonce, cipher.getAuthTag(), text]);
}

/** @throws Error when it was sealed for another account or with another key, or was changed. */
function openTotpSecret(sessionKey: Buffer, accountId: number, sealed: Buffer): string {
  if (sealed[0] !== form) throw new Error('an authenticator secret of an unknown form');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(sessionKey), sealed.subarray(1, 13), {
    authTagLength: 16,
  });
  decipher.setAAD(bound(accountId));
  decipher.setAuthTag(sealed.subarray(13, 29));
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
}

/** By whichever of the keys opens it; undefined where none does. */
export function openWithAny(
  sessionKeys: readonly Buffer[],
  accountId: number,
  sealed: Buffer,
): string | undefined {
  for (const key of sessionKeys)
    try {
      return openTotpSecret(key, accountId, sealed);
    } catch {
      // Sealed with another of them, or with none: whoever asks says so.
    }
  return undefined;
}
