import { hash, verify } from '@node-rs/argon2';
import { identityRules } from './identity-rules.ts';

const { memoryKiB, passes, lanes } = identityRules.argon2id;
const options = {
  // argon2id; the name of the number is a const enum, which code that is compiled file by file cannot read.
  algorithm: 2,
  memoryCost: memoryKiB,
  timeCost: passes,
  parallelism: lanes,
};

/** NIST SP 800-63B 3.1.1.2: the same password however a keyboard composes its letters. */
const normalised = (password: string): string => password.normalize('NFKC');

/** Hashes a password with argon2id (RFC 9106); gives a PHC string that bears salt and parameters. */
export const hashPassword = (password: string): Promise<string> => hash(normalised(password), options);

/** What an account that is not there would have: a wrong name costs what a wrong password costs. */
let decoy: Promise<string> | undefined;

/** Whether the password is the one of this hash; without a hash as much work is done, and the answer is no. */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const right = await verify(stored ?? (await decoy), normalised(password));
  return right && typeof stored === 'string';
}
