import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#base/db';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { evidenceOf, logFolder } from '#spine/evidence/evidence.fixture';
import { verifyInstallation } from '#spine/evidence/verify';
import { insertAccount } from '#spine/identity/accounts';
import { replay } from '#spine/journal/replay';
import { testDatabase } from '../../../tests/support/database.ts';
import { everybodysDeputy } from '../../../tests/support/principals.ts';
import { appWith, cloudEventOf, testSpine } from '../../../tests/support/spine.ts';
import { People } from './people.ts';
import { addPerson, personOf } from './people.fixture.ts';
import { type Asking, registerPrivacyRoutes } from './privacy-routes.ts';

const { pool, ownerUrl } = await testDatabase<unknown>();
const { spine, present, query, addSource, openFor, keyOf } = await testSpine(pool, { now: Date.now() });
const people = new People(pool, spine.keys);
const folder = await logFolder();
const evidence = await evidenceOf(spine, folder);

/** Accounts that may erase: `far` reaches the whole installation, `near` the county of the cases, `none` nothing. */
const accounts: Record<'near' | 'other' | 'far' | 'none', number> = { near: 0, other: 0, far: 0, none: 0 };
const asking: Asking = {
  principal: (request) => {
    const actor = String(request.headers['x-account']) as keyof typeof accounts;
    const session = { id: 'session', strength: 'two-factor' } as const;
    return { accountId: accounts[actor], actor, grants: [], session };
  },
  may: ({ actor }, permission, { region }) =>
    permission === 'personal.erase'
      ? actor === 'far' || (actor !== 'none' && String(region).startsWith('370102'))
      : actor === 'near',
};
const { send } = await appWith(
  spine,
  (app, on) => registerPrivacyRoutes(app, on, asking),
  registerCaseRoutes,
  { who: () => everybodysDeputy(spine) },
);
const as = (account: keyof typeof accounts) => ({
  get: (url: string) => send('GET', url, undefined, { 'x-account': account }),
  post: (url: string, body: object) => send('POST', url, body, { 'x-account': account }),
});
const words = '当事人撤回同意，保存期限已届满。';
const ask = (person: number, by: keyof typeof accounts = 'near') =>
  as(by).post(`/api/people/${person}/erasure`, { basis: 'consent-withdrawn', reason: words });
const decide = (id: string, by: keyof typeof accounts, decision = 'erased') =>
  as(by).post(`/api/erasures/${id}/decision`, { decision, note: words });

let made = 0;
async function applicant(region = '370102000000'): Promise<{ person: number; caseId: string }> {
  const person = await addPerson(pool, people, personOf(++made));
  const number = `E-${made}`;
  await openFor(person, cloudEventOf('hall', number, present.now, { data: { item: 'report' }, region }));
  await inTransaction(pool, (client) => people.giveAccount(client, accounts.none, person));
  return { person, caseId: await keyOf(number) };
}

beforeAll(async () => {
  await addSource({ code: 'hall' });
  for (const name of Object.keys(accounts) as (keyof typeof accounts)[])
    accounts[name] = await inTransaction(pool, (client) =>
      insertAccount(client, spine, { name, password: 'quiet-river-and-stones', once: false, by: null }),
    );
});

describe('erasure by destroying the key', () => {
  test('given one asks and another decides, then nothing of the person is left to read, and journal, log and replay hold', async () => {
    const { person, caseId } = await applicant();
    const sealed = await query('SELECT name, id_number, phone FROM person WHERE id = $1', [person]);
    const asked = await ask(person);
    expect(asked.body).toMatchObject({ decision: null, askedBy: 'near', basis: 'consent-withdrawn' });
    expect((await people.readMasked([person])).length).toBe(1);
    expect((await decide(asked.body.id, 'other')).body).toMatchObject({
      decision: 'erased',
      decidedBy: 'other',
    });

    expect(await people.readMasked([person])).toEqual([]);
    expect(await people.find('phone', personOf(made).phone)).toEqual([]);
    expect(await people.ofAccount(accounts.none)).toEqual([]);
    expect((await as('near').get(`/api/people/${person}`)).status).toBe(404);
    const read = await as('near').post(`/api/people/${person}/readings`, {
      fields: ['phone'],
      purpose: 'contact',
      caseId,
    });
    expect(read.status).toBe(404);
    const { body } = await send('GET', `/api/cases/${caseId}`);
    expect(body.applicant).toBeNull();
    // Sealed fields that somebody kept, as in a dump, open no more: their key is gone.
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    const [kept] = sealed as { name: Buffer }[];
    await owner.query('UPDATE person SET name = $2, erased_at = NULL WHERE id = $1', [person, kept!.name]);
    expect(await people.open([person], ['name'])).toEqual(new Map());
    await owner.query('UPDATE person SET name = NULL, erased_at = now() WHERE id = $1', [person]);
    await owner.end();

    expect(
      await query(
        `SELECT type, data ->> 'basis' AS basis FROM identity_event WHERE type LIKE 'person.%' ORDER BY id`,
      ),
    ).toEqual([
      { type: 'person.erasure-asked', basis: 'consent-withdrawn' },
      { type: 'person.erased', basis: 'consent-withdrawn' },
    ]);
    expect((await replay(spine)).differences).toBe(0);
    await evidence.sequencer.drain();
    expect(await verifyInstallation(spine, folder)).toMatchObject({ ok: true });
  });

  test('given who asked decides too, or somebody out of reach, then it is refused and everything is still there', async () => {
    const { person } = await applicant();
    const { body } = await ask(person);
    expect((await decide(body.id, 'near')).status).toBe(403);
    expect((await decide(body.id, 'none')).status).toBe(404);
    expect((await ask(person)).status).toBe(409);
    expect((await people.readMasked([person])).length).toBe(1);
    expect((await decide(body.id, 'other', 'refused')).body.decision).toBe('refused');
    expect((await decide(body.id, 'far')).status).toBe(409);
    expect((await people.readMasked([person])).length).toBe(1);
    expect((await ask(person, 'far')).status).toBe(200);
  });

  test('given a case beyond reach among theirs, or no case at all, then only who reaches the whole installation may', async () => {
    const { person } = await applicant('370202000000');
    expect((await ask(person)).status).toBe(404);
    expect((await ask(person, 'far')).status).toBe(200);
    const alone = await addPerson(pool, people, personOf(900));
    expect((await ask(alone)).status).toBe(404);
    expect((await ask(alone, 'far')).status).toBe(200);
  });

  test('given two decide at once, then one does and the other is told so', async () => {
    const { person } = await applicant();
    const { body } = await ask(person);
    const both = await Promise.all([decide(body.id, 'other'), decide(body.id, 'far', 'refused')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test.each([
    'UPDATE erasure SET reason = reason',
    "UPDATE erasure SET decision = 'erased', decided_by = asked_by, decided_at = now() WHERE decision IS NULL",
    'DELETE FROM erasure',
    'TRUNCATE erasure',
  ])('given %s, then the database refuses it', async (statement) => {
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await expect(owner.query(statement).finally(() => owner.end())).rejects.toThrow();
  });
});
