import { z } from 'zod';
import { roleCode } from '#contract/roles';
import { bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const count = z.number().int().min(1);
const head = {
  code,
  version: count,
  effectiveFrom: civilDate,
  basis: bilingual,
};

const rulesFile = z.object({
  ...head,
  name: bilingual,
  argon2id: z.object({ memoryKiB: z.number().int().min(7168), passes: count, lanes: count }),
  password: z.object({ least: z.number().int().min(8), most: z.number().int().min(64) }),
  /** `free` failures cost nothing; each one after them waits for the next of `waitSeconds`, then for the last. */
  tries: z.object({ free: count, waitSeconds: z.array(count).min(1), forgetAfterHours: count }),
  session: z.object({ idleMinutes: count, hours: count, pendingMinutes: count, seenEverySeconds: count }),
  totp: z.object({
    digits: count,
    periodSeconds: count,
    window: z.number().int().min(0),
    recoveryCodes: count,
  }),
  ceremony: z.object({ minutes: count }),
  citizenCode: z.object({
    digits: z.number().int().min(6),
    minutes: count,
    tries: count,
    againAfterSeconds: count,
  }),
  /** Requests of one address to the routes of sign-in. */
  rate: z.object({ requests: count, perSeconds: count }),
  /** Roles that are held by two factors only. */
  twoFactorRoles: z.array(roleCode),
});

const frequentFile = z.object({ ...head, passwords: z.array(z.string().min(1)).min(1) });

/** Limits of sign-in, sessions and factors, with their basis (reference/identity/rules.json). */
export const identityRules = readReference(rulesFile, 'identity/rules.json');

/** Passwords that everybody tries first, in small letters (reference/identity/frequent-passwords.json). */
export const frequentPasswords: ReadonlySet<string> = new Set(
  readReference(frequentFile, 'identity/frequent-passwords.json').passwords.map((one) => one.toLowerCase()),
);
