import { hash } from 'node:crypto';

/** Tokens are random (192 bits), so a plain hash keeps them safe at rest; only people's passwords need a slow one. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
