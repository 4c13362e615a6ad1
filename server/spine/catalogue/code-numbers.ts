/** Check characters and compositions of the code numbers that catalogues carry. */
import { Refusal } from '#base/errors';

/** GB 32100-2015: digits and capitals without I, O, S, V, Z; the place of a character is its value. */
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = Array.from({ length: 17 }, (_, at) => 3 ** at % 31);
/** GB 11714-1997: the organisation code inside it; characters count as in base 36. */
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
/** GB 11643-1999. */
const citizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const weighted = (values: readonly number[], weights: readonly number[]): number =>
  values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);

/** The check character of an organisation code of 8 characters (GB 11714): 0-9 or X. */
export function organisationCheck(body: string): string {
  const values = [...body].map((character) => Number.parseInt(character, 36));
  const check = (11 - (weighted(values, organisationWeights) % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/** The last character of a unified social credit code, from the 17 before it (GB 32100). */
export function creditCheck(body: string): string {
  const values = [...body].map((character) => creditAlphabet.indexOf(character));
  return creditAlphabet.charAt((31 - (weighted(values, creditWeights) % 31)) % 31);
}

/**
 * Composes a unified social credit code of 18 characters: registration office and kind (2), division (6),
 * organisation (8 and its check character), check character.
 * @throws Refusal `field-invalid` when a part has another length or a character outside the alphabet.
 */
export function unifiedCreditCode(kind: string, division: string, organisation: string): string {
  const body = `${kind}${division}${organisation}`;
  const whole = kind.length === 2 && /^\d{6}$/.test(division) && organisation.length === 8;
  if (!whole || [...body].some((character) => !creditAlphabet.includes(character))) {
    throw new Refusal('field-invalid', {
      field: 'organ.code',
      expected: '2 + 6 digits + 8 characters without I, O, S, V, Z (GB 32100)',
    });
  }
  const withOrganisation = `${body}${organisationCheck(organisation)}`;
  return `${withOrganisation}${creditCheck(withOrganisation)}`;
}

/** True for a unified social credit code whose check character fits (GB 32100). */
export function isUnifiedCreditCode(code: string): boolean {
  if (code.length !== 18 || [...code].some((character) => !creditAlphabet.includes(character))) return false;
  return creditCheck(code.slice(0, 17)) === code[17];
}

/** True for a citizen's identity number of 18 characters whose birth date exists and whose check fits (GB 11643). */
export function isCitizenNumber(number: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return false;
  const date = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date) return false;
  const values = Array.from(number.slice(0, 17), Number);
  return '10X98765432'.charAt(weighted(values, citizenWeights) % 11) === number[17];
}

/**
 * Implementation code (实施编码, 31): credit code of the organ, level 1 to 6, base code of 12 digits.
 * @throws Refusal `field-invalid` naming the part.
 */
export function implementationCode(organ: string, level: number, base: string): string {
  if (!isUnifiedCreditCode(organ)) refuse('organ', 'a unified social credit code (GB 32100)');
  if (!Number.isInteger(level) || level < 1 || level > 6) refuse('level', '1 to 6');
  if (!/^\d{12}$/.test(base)) refuse('code', 'a base code of 12 digits');
  return `${organ}${level}${base}`;
}

/** True for 31 characters that `implementationCode` can have made. */
export function isImplementationCode(code: string): boolean {
  return isUnifiedCreditCode(code.slice(0, 18)) && /^[1-6]\d{12}$/.test(code.slice(18));
}

/**
 * Case number (办件编号, 43): implementation code, day of receipt as yyyymmdd, serial of that day 1 to 9999.
 * @throws Refusal `field-invalid` naming the part.
 */
export function caseNumber(implementation: string, day: string, serial: number): string {
  if (!isImplementationCode(implementation)) refuse('item', 'an implementation code of 31 characters');
  if (!/^\d{8}$/.test(day)) refuse('day', 'yyyymmdd');
  if (!Number.isInteger(serial) || serial < 1 || serial > 9999) refuse('serial', '1 to 9999');
  return `${implementation}${day}${String(serial).padStart(4, '0')}`;
}

function refuse(field: string, expected: string): never {
  throw new Refusal('field-invalid', { field, expected });
}
