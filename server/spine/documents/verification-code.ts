import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { decodeLetters, encodeLetters, tidyLetters } from '#base/spoken-code';

const keyBytes = 8;
const sealBytes = 7;
const codeLetters = 24;

function seal(key: Buffer, secret: string): Buffer {
  return createHmac('sha256', secret).update('document').update(key).digest().subarray(0, sealBytes);
}

/**
 * A new code for a document: 64 random bits, and 56 bits of a keyed hash over them, so that a mistyped or guessed code is
 * known for one without looking. 24 letters, without dashes.
 */
export function newVerificationCode(secret: string): string {
  const key = randomBytes(keyBytes);
  return encodeLetters(Buffer.concat([key, seal(key, secret)]));
}

/** Reads a code as people type it; without dashes. Undefined when it is not genuine. */
export function readVerificationCode(typed: string, secret: string): string | undefined {
  const text = tidyLetters(typed);
  if (text.length !== codeLetters) return undefined;
  const bytes = decodeLetters(text, keyBytes + sealBytes);
  if (!bytes) return undefined;
  const genuine = timingSafeEqual(bytes.subarray(keyBytes), seal(bytes.subarray(0, keyBytes), secret));
  return genuine ? text : undefined;
}
