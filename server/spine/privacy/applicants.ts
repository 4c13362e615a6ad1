import type { ClientBase } from 'pg';
import { Refusal } from '#base/errors';
import type { People } from '#spine/privacy/people';
import { type PersonInput, readPerson } from '#spine/privacy/person-input';

/** Who says what is told of an applicant. */
export type ToldBy =
  /** An official at a window, who has seen a document. */
  | { by: 'window' }
  /** A citizen who has signed in, of themselves or of somebody whom they apply for. */
  | { by: 'account'; accountId: number };

/**
 * Stores an applicant, or finds who is stored already, and gives the number that `personId` of `case.opened` takes. Called in
 * the caller's own transaction, and committed before the opening is handed to the journal: a case never names who is not there.
 *
 * - Told at a window: with an identity number, whoever has it; without one, whoever has this telephone or e-mail and this name
 *   and no number; else somebody new. By the name alone nobody is taken for somebody else. What is stored is not changed.
 * - Told by an account: whoever of the account's own records has this name (and this number, where both tell one); else a new
 *   record that belongs to the account. It has no blind index: a number that somebody only claims leads to nobody's cases, and
 *   nobody later found under that number gets mixed up with it.
 *
 * @param input only the name is asked of everybody; kept sealed, nothing of it goes into the journal
 * @throws Refusal field-invalid, naming the field; conflict, when the identity number is stored under another name
 */
export async function storeApplicant(
  client: ClientBase,
  people: People,
  input: PersonInput,
  told: ToldBy,
): Promise<number> {
  const applicant = readPerson(input);
  return told.by === 'window'
    ? storeVouched(client, people, applicant)
    : storeClaimed(client, people, applicant, told.accountId);
}

async function storeVouched(client: ClientBase, people: People, applicant: PersonInput): Promise<number> {
  await lockSame(client, people, applicant);
  const found = applicant.idNumber
    ? await sameNumber(client, people, applicant.name, applicant.idNumber)
    : await sameContact(client, people, applicant);
  return found ?? people.create(client, applicant);
}

/** Two windows that take the same person in at once would make two of them. */
async function lockSame(client: ClientBase, people: People, { idNumber, phone, email }: PersonInput) {
  if (idNumber) await people.lock(client, 'idNumber', idNumber);
  else if (phone) await people.lock(client, 'phone', phone);
  else if (email) await people.lock(client, 'email', email);
}

async function sameNumber(
  client: ClientBase,
  people: People,
  name: string,
  idNumber: string,
): Promise<number | undefined> {
  const [found] = await people.find('idNumber', idNumber, client);
  if (found === undefined) return undefined;
  const opened = await people.open([found], ['name'], client);
  if (!sameName(opened.get(found)?.name, name))
    throw new Refusal('conflict', {
      field: 'name',
      expected: 'the name that this identity number is registered with',
    });
  return found;
}

async function sameContact(
  client: ClientBase,
  people: People,
  { name, phone, email }: PersonInput,
): Promise<number | undefined> {
  const candidates = [
    ...(phone ? await people.find('phone', phone, client) : []),
    ...(email ? await people.find('email', email, client) : []),
  ];
  const opened = await people.open(candidates, ['name', 'idNumber'], client);
  return candidates.find((id) => {
    const person = opened.get(id);
    return person && person.idNumber === undefined && sameName(person.name, name);
  });
}

async function storeClaimed(
  client: ClientBase,
  people: People,
  applicant: PersonInput,
  accountId: number,
): Promise<number> {
  const own = await people.ofAccount(accountId, client);
  const opened = await people.open(own, ['name', 'idNumber'], client);
  const found = own.find((id) => {
    const person = opened.get(id);
    return (
      person &&
      sameName(person.name, applicant.name) &&
      (!person.idNumber || !applicant.idNumber || person.idNumber === applicant.idNumber)
    );
  });
  if (found !== undefined) return found;
  const made = await people.create(client, applicant, false);
  await people.giveAccount(client, accountId, made);
  return made;
}

/** Spaces, width and case aside: one name is typed in several ways. */
const written = (name: string) => name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
const sameName = (a: string | undefined, b: string) => a !== undefined && written(a) === written(b);
