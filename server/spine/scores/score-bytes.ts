import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Calculation } from '#spine/scores/score';

/** A calculation of an organ as it is kept and compared: canonical JSON (RFC 8785), so that the same is the same to the byte. */
export const bytesOf = (organ: string, calculation: Calculation): string =>
  canonicalize({ organ, ...calculation })!;

/** SHA-256 of these bytes, hexadecimal. */
export const sha256Of = (bytes: string): string => createHash('sha256').update(bytes).digest('hex');
