import { Refusal } from '#base/errors';
import { isIdNumber } from '#contract/id-number';
import { normalise } from '#spine/privacy/blind-index';
import type { PersonField } from '#contract/privacy';

/** What is told of a person; only the name is asked of everybody. */
export type PersonInput = { name: string } & Partial<Record<Exclude<PersonField, 'name'>, string>>;

const forms: Record<PersonField, { expected: string; read: (text: string) => string | null }> = {
  name: { expected: 'a name of 1 to 200 characters', read: (text) => within(text.trim(), 200) },
  address: { expected: 'an address of 1 to 500 characters', read: (text) => within(text.trim(), 500) },
  idNumber: {
    expected: 'an identity number of 18 characters with its check character (GB 11643)',
    read: (text) => passing(normalise.idNumber(text), isIdNumber),
  },
  phone: {
    expected: 'a telephone number of 5 to 20 digits',
    read: (text) => passing(normalise.phone(text), (number) => /^\+?\d{5,20}$/.test(number)),
  },
  email: {
    expected: 'an e-mail address',
    read: (text) =>
      passing(normalise.email(text), (address) => /^[^@]{1,64}@[^@.]+(\.[^@.]+)+$/.test(address)),
  },
};

const within = (text: string, longest: number) => (text && text.length <= longest ? text : null);
const passing = (text: string, is: (text: string) => boolean) =>
  is(text) && text.length <= 320 ? text : null;

/**
 * Reads what is told of a person into the form in which it is kept.
 * @throws Refusal field-invalid, naming the field and what is expected; never what was given
 */
export function readPerson(input: PersonInput): PersonInput {
  const read = Object.entries(input).flatMap(([field, given]) => {
    if (given === undefined) return [];
    const { expected, read: form } = forms[field as PersonField];
    const value = form(given);
    if (value === null) throw new Refusal('field-invalid', { field, expected });
    return [[field, value]];
  });
  return Object.fromEntries(read) as PersonInput;
}
