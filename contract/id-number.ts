/**
 * Citizen identity number, GB 11643-1999: six digits of a division, the date of birth, three of sequence, and a check
 * character by ISO/IEC 7064 MOD 11-2.
 */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** The check character of the first 17 digits. */
export function idNumberCheck(digits: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return checkCharacters[sum % 11]!;
}

/** Whether a text, normalised, is an identity number: form, a date that exists, check character. */
export function isIdNumber(text: string): boolean {
  const match = /^[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1800;
  return exists && idNumberCheck(text) === text[17];
}
