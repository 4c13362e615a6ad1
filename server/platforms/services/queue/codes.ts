import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, so that a code read aloud or off paper is not misread. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;

/** A code of 60 random bits: with the rate of the routes it is not to be guessed. Only its hash is kept. */
export function newCode(): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}
