import { Refusal } from '#base/errors';
import { frequentPasswords, identityRules } from './identity-rules.ts';

/** Why a password cannot be taken, or null. Length and lists, no composition (NIST SP 800-63B, 3.1.1.2). */
export function passwordProblem(password: string, account: string): string | null {
  const { least, most } = identityRules.password;
  const length = [...password.normalize('NFKC')].length;
  if (length < least || length > most) return `${least} to ${most} characters`;
  const small = password.normalize('NFKC').toLowerCase();
  if (frequentPasswords.has(small) || new Set(small).size < 4) return 'none of the most frequent passwords';
  if (small.includes(account.toLowerCase())) return 'a password without the name of the account';
  return null;
}

/** Refusal: password-weak, with what is expected. */
export function checkPassword(password: string, account: string, field = 'next'): void {
  const expected = passwordProblem(password, account);
  if (expected) throw new Refusal('password-weak', { field, expected });
}
