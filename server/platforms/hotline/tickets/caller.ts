import type { KeyRing } from '#base/keys';
import { Refusal } from '#base/errors';
import type { Caller } from '#contract/hotline/ticket-parts';
import { storeApplicant } from '#spine/privacy/applicants';
import { blindIndex, normalise } from '#spine/privacy/blind-index';
import { People } from '#spine/privacy/people';
import type { PersonInput } from '#spine/privacy/person-input';
import type { Spine } from '#spine/spine';

const nameless = '未留姓名';

/** What a telephone number is found by in tickets; null where none was left. */
export function callerIndexOf({ blindIndex: key }: KeyRing, { phone }: Pick<Caller, 'phone'>): Buffer | null {
  const number = normalise.phone(phone ?? '');
  return number === '' ? null : blindIndex(key, 'hotline_ticket', 'caller', number);
}

/**
 * Seals who called, in the caller's transaction; null where nothing was left. Nobody has seen a document, so that the record is
 * found under no number but by its tickets. Refusal: field-invalid, with `caller.<field>`.
 */
export async function storeCaller(
  client: Parameters<typeof storeApplicant>[0],
  { pool, keys }: Pick<Spine, 'pool' | 'keys'>,
  caller: Caller,
  accountId?: number,
): Promise<number | null> {
  const left = Object.entries(caller).filter(([, value]) => value !== undefined && value !== '');
  if (left.length === 0 && accountId === undefined) return null;
  const person = { name: nameless, ...Object.fromEntries(left) } as PersonInput;
  const people = new People(pool, keys);
  const stored =
    accountId === undefined
      ? people.create(client, person, false)
      : storeApplicant(client, people, person, { by: 'account', accountId });
  return stored.catch(beside);
}

/** What is wrong is said of the field of the form. */
function beside(error: unknown): never {
  if (error instanceof Refusal && error.about.field)
    throw new Refusal(error.code, { ...error.about, field: `caller.${error.about.field}` });
  throw error;
}
