import { createHmac, randomBytes } from 'node:crypto';
import type { Keys } from '#base/keys';

/** What a hash stands for; the same text gives another hash for each. */
type Purpose =
  | 'session'
  | 'recovery-code'
  | 'citizen-code'
  | 'try'
  | 'ceremony'
  | 'seal-code'
  | 'viewing'
  | 'stream-part';

/**
 * Keyed hash (HMAC-SHA-256 with a session key of the installation) of a secret or a name. Whoever writes into the database
 * without the key can plant no session and no code; whoever reads it can try none.
 */
export function secretHash(key: Buffer, purpose: Purpose, ...parts: string[]): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([purpose, ...parts]))
    .digest();
}

/**
 * What failed tries are counted by. The oldest key counts: while a rotation is not through, every process goes by it, so that
 * nobody gets new tries by it; when it leaves the file, what was counted begins anew, once.
 */
export const tryHash = ({ session: { current, previous } }: Keys, ...parts: string[]): Buffer =>
  secretHash(previous.at(-1) ?? current, 'try', ...parts);

/** Keyed hash of a phone or an e-mail, with a key of the blind indexes: it finds the account and tells nothing without the key. */
export function contactIndex(key: Buffer, contact: string): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify(['contact', contact]))
    .digest();
}

/** A new random token of 256 bits, 43 letters. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Letters and digits that nobody takes for others (Crockford's base 32). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Groups of five random letters, 25 bits each, such as `7k2ma-9qx0e`. */
export function readableSecret(groups: number): string {
  return Array.from({ length: groups }, () =>
    Array.from(randomBytes(5), (byte) => alphabet[byte % 32]).join(''),
  ).join('-');
}

/** A readable secret as it was meant, however it was typed. */
export function asTyped(secret: string): string {
  return secret.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
}
