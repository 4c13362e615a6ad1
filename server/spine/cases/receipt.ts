import { createHmac, timingSafeEqual } from 'node:crypto';
import { decodeLetters, encodeLetters, inGroups, tidyLetters } from '#base/spoken-code';

const keyBytes = 7;
const sealBytes = 8;
const codeLetters = 24;

function seal(key: Buffer, secret: string): Buffer {
  return createHmac('sha256', secret).update('receipt').update(key).digest().subarray(0, sealBytes);
}

/**
 * The code on a receipt: key of the case (2 bytes city, 5 bytes id) and 64 bits of a keyed hash over it, so that nobody
 * can guess one and none needs to be stored. 24 letters in groups of six.
 */
export function receiptCode(city: number, id: number, secret: string): string {
  const key = Buffer.alloc(keyBytes);
  key.writeUInt16BE(city, 0);
  key.writeUIntBE(id, 2, 5);
  return inGroups(encodeLetters(Buffer.concat([key, seal(key, secret)])));
}

/** Reads a code as people type it: small letters, spaces, O for 0, I and L for 1. Undefined when it is not genuine. */
export function readReceipt(code: string, secret: string): { city: number; id: number } | undefined {
  const text = tidyLetters(code);
  if (text.length !== codeLetters) return undefined;
  const bytes = decodeLetters(text, keyBytes + sealBytes);
  if (!bytes) return undefined;
  const key = bytes.subarray(0, keyBytes);
  if (!timingSafeEqual(bytes.subarray(keyBytes), seal(key, secret))) return undefined;
  return { city: key.readUInt16BE(0), id: key.readUIntBE(2, 5) };
}
