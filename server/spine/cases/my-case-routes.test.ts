import { readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#base/db';
import type { OwnCase } from '#contract/portal';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { registerMyCaseRoutes } from '#spine/cases/my-case-routes';
import { FileSender } from '#spine/identity/sender';
import { registerSignInRoutes } from '#spine/identity/sign-in-routes';
import { replay } from '#spine/journal/replay';
import { storeApplicant } from '#spine/privacy/applicants';
import { People } from '#spine/privacy/people';
import { personOf } from '#spine/privacy/people.fixture';
import type { PersonInput } from '#spine/privacy/person-input';
import { testDatabase } from '../../../tests/support/database.ts';
import { browserOf } from '../../../tests/support/identity.ts';
import { everybodysDeputy } from '../../../tests/support/principals.ts';
import { appWith, cloudEventOf, testSpine } from '../../../tests/support/spine.ts';

const file = path.join(os.tmpdir(), `mingjing-my-cases-${process.pid}-${Date.now()}`, 'messages.jsonl');
afterAll(() => rm(path.dirname(file), { recursive: true, force: true }));
const world = await testSpine((await testDatabase()).pool, { now: Date.now() });
const { spine, addSource, openFor, keyOf, query, present, tell } = world;
spine.identity = { ...spine.identity, sender: new FileSender(file) };
const { app } = await appWith(spine, { who: 'session' }, registerSignInRoutes, registerMyCaseRoutes);
const { send } = await appWith(spine, registerCaseRoutes, { who: () => everybodysDeputy(spine) });
const people = new People(spine.pool, spine.keys);
await addSource({ code: 'hall' });

/** A case that a window opened for somebody; gives its key. */
async function apply(number: string, applicant: PersonInput): Promise<string> {
  const person = await inTransaction(spine.pool, (client) =>
    storeApplicant(client, people, applicant, { by: 'window' }),
  );
  await openFor(person, cloudEventOf('hall', number, present.now, { data: { item: 'report' } }));
  return keyOf(number);
}

/** A browser in which whoever gets messages at `to` is signed in. */
async function signedIn(to: string) {
  const browser = browserOf(app);
  await browser.post('/api/sign-in/citizen/code', { to });
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  const code = /\d{6}/.exec((JSON.parse(lines.at(-1)!) as { text: string }).text)![0];
  expect((await browser.post('/api/sign-in/citizen', { to, code })).status).toBe(200);
  present.now += 61_000;
  return browser;
}
const cases = async (browser: ReturnType<typeof browserOf>) =>
  (await browser.get('/api/my/cases')).body as { rows: OwnCase[]; total: number; known: boolean };
const receiptOf = async (id: string) => (await send('GET', `/api/cases/${id}`)).body.receipt as string;

describe('a citizen’s own cases', () => {
  test('given a case with their phone, when they sign in by it, then it is listed by its receipt, and the link is written down', async () => {
    const id = await apply('M-1', personOf(1));
    await apply('M-2', personOf(2));
    const citizen = await signedIn(personOf(1).phone);
    const list = await cases(citizen);
    expect(list).toMatchObject({ total: 1, known: true });
    expect(list.rows.map(({ receipt }) => receipt)).toEqual([await receiptOf(id)]);
    expect(JSON.stringify(list)).not.toContain(personOf(1).name);
    expect(await query(`SELECT type FROM identity_event WHERE type = 'account.person-linked'`)).toHaveLength(
      1,
    );
    await signedIn(personOf(1).phone);
    expect(await query(`SELECT type FROM identity_event WHERE type = 'account.person-linked'`)).toHaveLength(
      1,
    );
  });

  test('given an e-mail address, then it finds them as well; given a stranger’s, then nothing is known', async () => {
    await apply('M-3', personOf(3));
    expect(await cases(await signedIn(personOf(3).email))).toMatchObject({ total: 1 });
    expect(await cases(await signedIn('nobody@example.cn'))).toMatchObject({ total: 0, known: false });
  });

  test('given a telephone that two share, then neither is taken for the other until the identity number is named', async () => {
    const phone = '13900007777';
    await apply('M-4', { ...personOf(4), phone });
    const own = await apply('M-5', { ...personOf(5), phone });
    const citizen = await signedIn(phone);
    expect(await cases(citizen)).toMatchObject({ total: 0, known: false });
    const claim = (n: number) => citizen.post('/api/my/record', { idNumber: personOf(n).idNumber });
    // Somebody else's number, with another telephone; one that nobody has.
    expect(await claim(1)).toMatchObject({ status: 404, body: { code: 'own-record-unknown' } });
    expect((await claim(9)).status).toBe(404);
    expect((await claim(5)).status).toBe(200);
    expect((await cases(citizen)).rows.map(({ receipt }) => receipt)).toEqual([await receiptOf(own)]);
  });

  test('given number after number, then the tries are slowed down', async () => {
    const citizen = await signedIn('13900008888');
    const answers: number[] = [];
    for (let n = 0; n < 12; n++)
      answers.push((await citizen.post('/api/my/record', { idNumber: personOf(100 + n).idNumber })).status);
    expect(answers).toContain(429);
  });

  test('given a record that the account told of itself, when a window takes the same number and phone down, then the next sign-in joins them', async () => {
    const someone = personOf(6);
    const citizen = await signedIn(someone.phone);
    const [account] = await query<{ id: number }>('SELECT max(id) AS id FROM account');
    await inTransaction(spine.pool, (client) =>
      storeApplicant(client, people, someone, { by: 'account', accountId: account!.id }),
    );
    expect(await cases(citizen)).toMatchObject({ total: 0, known: true });
    await apply('M-6', someone);
    await apply('M-7', { ...personOf(7), phone: someone.phone });
    expect(await cases(await signedIn(someone.phone))).toMatchObject({ total: 1 });
  });
});

describe('a case with an applicant', () => {
  test('given whoever sees the case, then they see the applicant masked; the journal holds a number alone', async () => {
    const id = await apply('M-8', personOf(8));
    const { body } = await send('GET', `/api/cases/${id}`);
    expect(body.applicant).toMatchObject({
      readable: true,
      fields: { phone: expect.stringContaining('****') },
    });
    const text = JSON.stringify(body);
    for (const value of Object.values(personOf(8))) expect(text).not.toContain(value);
    const [entry] = await query<{ data: object }>(
      `SELECT data FROM journal j JOIN cases c ON c.city = j.city AND c.id = j.case_id WHERE c.number = 'M-8'`,
    );
    expect(entry!.data).toEqual({ item: 'report', personId: Number(body.applicant.id) });
  });

  test('given a source that names a person by number, then its event is refused', async () => {
    const opening = cloudEventOf('hall', 'M-9', present.now, { data: { item: 'report', personId: 1 } });
    await expect(tell([opening])).rejects.toMatchObject({ code: 'field-invalid' });
  });

  test('given the applicant of a case is put on another one, then a replay reports it', async () => {
    expect((await replay(spine)).differences).toBe(0);
    await query(`UPDATE cases SET person_id = person_id + 1 WHERE number = 'M-8'`);
    expect((await replay(spine)).differences).toBe(1);
  });
});
