import { createHmac, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, so that a code read aloud or off paper is not misread. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function encode(bytes: Buffer): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let i = Math.ceil((bytes.length * 8) / 5); i > 0; i--) {
    text = letters[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return text;
}

function decode(text: string, length: number): Buffer | undefined {
  let bits = 0n;
  for (const letter of text) {
    const value = letters.indexOf(letter);
    if (value < 0) return undefined;
    bits = (bits << 5n) | BigInt(value);
  }
  const bytes = Buffer.alloc(length);
  for (let i = length - 1; i >= 0; i--) {
    bytes[i] = Number(bits & 255n);
    bits >>= 8n;
  }
  return bits === 0n ? bytes : undefined;
}

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
  const text = encode(Buffer.concat([key, seal(key, secret)]));
  return text.match(/.{1,6}/g)!.join('-');
}

/** Reads a code as people type it: small letters, spaces, O for 0, I and L for 1. Undefined when it is not genuine. */
export function readReceipt(code: string, secret: string): { city: number; id: number } | undefined {
  const text = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (text.length !== codeLetters) return undefined;
  const bytes = decode(text, keyBytes + sealBytes);
  if (!bytes) return undefined;
  const key = bytes.subarray(0, keyBytes);
  if (!timingSafeEqual(bytes.subarray(keyBytes), seal(key, secret))) return undefined;
  return { city: key.readUInt16BE(0), id: key.readUIntBE(2, 5) };
}
