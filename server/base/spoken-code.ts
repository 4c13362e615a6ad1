/**
 * Codes that people read aloud and copy off paper: Crockford's base 32, which has no I, L, O, U, in groups of six.
 */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Bytes as letters, five bits each, without any dash. */
export function encodeLetters(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let i = Math.ceil((bytes.length * 8) / 5); i > 0; i--) {
    text = letters[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return text;
}

/** The bytes that such letters stand for; undefined where they stand for none of this length. */
export function decodeLetters(text: string, length: number): Buffer | undefined {
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

/** As it is printed: groups of six. */
export const inGroups = (text: string): string => text.match(/.{1,6}/g)!.join('-');

/** As people type it: small letters, spaces, O for 0, I and L for 1. */
export const tidyLetters = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
