import { createHmac } from 'node:crypto';

/**
 * Keyed blind index: equality search over an encrypted column without opening it. HMAC-SHA-256 (RFC 2104) of the normalised
 * value, with table and column in it, so that equal values of different columns do not show as equal. Whoever holds the
 * database and not the key learns which rows of one column are equal, and nothing else.
 */
export function blindIndex(key: Buffer, table: string, column: string, normalised: string): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([1, table, column, normalised]))
    .digest();
}

const compact = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '');

/** One person writes the same value in several ways; what is searched by is one of them. */
export const normalise = {
  /** Full-width digits and a small x are common in Chinese forms. */
  idNumber: (text: string) => compact(text).toUpperCase(),
  /** Without punctuation, and without the country code of a Chinese mobile number. */
  phone: (text: string) =>
    compact(text)
      .replaceAll(/[-().‐-―]/g, '')
      .replace(/^(\+|00)86(?=1\d{10}$)/, ''),
  email: (text: string) => compact(text).toLowerCase(),
} as const;

export type IndexedField = keyof typeof normalise;
