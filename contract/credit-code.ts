/**
 * Unified social credit code of legal persons and other organisations, GB 32100-2015: 18 characters without I, O, S, V, Z;
 * the last is a check character by ISO/IEC 7064 MOD 31-30 with weights 3^i mod 31.
 */
const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const form = new RegExp(`^[${characters}]{2}\\d{6}[${characters}]{10}$`);

/** The check character of the first 17. */
export function creditCodeCheck(first: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of first.slice(0, 17)) {
    sum += characters.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return characters[(31 - (sum % 31)) % 31]!;
}

/** Whether a text in capitals is a unified social credit code: form and check character. */
export function isCreditCode(text: string): boolean {
  return form.test(text) && creditCodeCheck(text) === text[17];
}
