import { hash } from 'node:crypto';
import { ownText } from '../readers/own-text.ts';

const most = 80;
const shortHash = (text: string) => hash('sha256', text).slice(0, 8);

/**
 * A step code from a raw activity name, always the same for the same name: letters, digits and `. _ : -` stay,
 * everything between them becomes a dash. A name that is too long, or has no letter, ends in a hash of it.
 */
export function stepCodeOf(name: string): string {
  const known = codes.get(name);
  if (known !== undefined) return known;
  const plain = name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}._:-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+|-+$/gu, '');
  const code = plain === '' ? `step-${shortHash(name)}` : shortened(plain, name);
  if (codes.size < 10_000) codes.set(ownText(name), ownText(code));
  return code;
}
const codes = new Map<string, string>();

function shortened(plain: string, name: string): string {
  if (plain.length <= most) return plain;
  const hashed = `-${shortHash(name)}`;
  const room = most - hashed.length;
  // A letter outside the basic plane is two units long and is not to be cut in half.
  const whole = plain.codePointAt(room - 1)! > 0xffff ? room - 1 : room;
  return plain.slice(0, whole) + hashed;
}
