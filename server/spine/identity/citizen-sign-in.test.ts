import { readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { identityWorld, minute, second } from '../../../tests/support/identity.ts';
import { identityRules } from './identity-rules.ts';
import { FileSender } from './sender.ts';

const file = path.join(os.tmpdir(), `mingjing-messages-${process.pid}-${Date.now()}`, 'messages.jsonl');
afterAll(() => rm(path.dirname(file), { recursive: true, force: true }));
const world = await identityWorld({ sender: new FileSender(file) });
const silent = await identityWorld();
const { tries, minutes, againAfterSeconds } = identityRules.citizenCode;

let serial = 0;
const newPhone = () => `139${String((serial += 1)).padStart(8, '0')}`;

/** Asks for a code and reads it where it was sent. */
async function sent(to: string, browser = world.browser()) {
  const asked = await browser.post('/api/sign-in/citizen/code', { to });
  expect(asked).toMatchObject({ status: 200, body: { tries } });
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  const last = JSON.parse(lines.at(-1)!) as { to: string; text: string };
  return { to: last.to, code: /\d{6}/.exec(last.text)![0] };
}
const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const wrong = { status: 401, body: { code: 'code-wrong' } };

describe('a citizen with a code', () => {
  test('given the code that was sent, then an account is made, and the next time it is the same one', async () => {
    const phone = newPhone();
    const browser = world.browser();
    const { to, code } = await sent(`+86 ${phone.slice(0, 3)}-${phone.slice(3)}`);
    expect(to).toBe(`+86${phone}`);
    const answer = await browser.post('/api/sign-in/citizen', { to: phone, code });
    expect(answer.body.me).toMatchObject({
      kind: 'citizen',
      step: 'done',
      grants: [{ role: 'citizen', organ: null }],
    });
    world.present.now += againAfterSeconds * second;
    const again = await sent(phone);
    const next = await world.browser().post('/api/sign-in/citizen', { to: phone, code: again.code });
    expect(next.body.me.account).toBe(answer.body.me.account);
  });

  test('given an e-mail address however written, then it is one', async () => {
    const { to, code } = await sent(' Someone@Example.CN ');
    expect(to).toBe('someone@example.cn');
    expect(
      (await world.browser().post('/api/sign-in/citizen', { to: 'SOMEONE@example.cn', code })).status,
    ).toBe(200);
  });

  test('given a code a second time, too late, of another phone, or after a newer one, then it is wrong', async () => {
    const [one, other] = [newPhone(), newPhone()];
    const enter = (to: string, code: string) => world.browser().post('/api/sign-in/citizen', { to, code });
    const { code } = await sent(one);
    expect(await enter(other, code)).toMatchObject(wrong);
    expect((await enter(one, code)).status).toBe(200);
    expect(await enter(one, code)).toMatchObject(wrong);
    const late = (await sent(other)).code;
    world.present.now += minutes * minute + 1;
    expect(await enter(other, late)).toMatchObject(wrong);
    const older = (await sent(one)).code;
    world.present.now += againAfterSeconds * second;
    const newer = (await sent(one)).code;
    if (older !== newer) expect(await enter(one, older)).toMatchObject(wrong);
    expect((await enter(one, newer)).status).toBe(200);
  });

  test('given as many wrong tries as are allowed, also all at once, then the right code is worth nothing', async () => {
    const phone = newPhone();
    const { code } = await sent(phone);
    const enter = (given: string) => world.browser().post('/api/sign-in/citizen', { to: phone, code: given });
    const answers = await Promise.all(Array.from({ length: tries }, () => enter(another(code))));
    expect(answers.map(({ status }) => status)).toEqual(Array(tries).fill(401));
    world.present.now += identityRules.tries.waitSeconds[0]! * second;
    expect((await enter(code)).body.code).toBe('code-wrong');
  });

  test('given a code asked for again at once, then 429 says when', async () => {
    const phone = newPhone();
    await sent(phone);
    expect(await world.browser().post('/api/sign-in/citizen/code', { to: phone })).toMatchObject({
      status: 429,
      body: { code: 'too-many-tries', retryAfter: againAfterSeconds },
    });
  });

  test.each(['12345', '+1 202 555 0100', 'nobody@', 'a'.repeat(300), '139\u0000000000'])(
    'given %j, then it is refused as a field',
    async (to) => {
      expect(await world.browser().post('/api/sign-in/citizen/code', { to })).toMatchObject({
        status: 422,
        body: { code: 'field-invalid', field: 'to' },
      });
    },
  );

  test('given the database, then neither phone nor code stands in it', async () => {
    const phone = newPhone();
    const { code } = await sent(phone);
    const tables = ['account', 'citizen_code', 'failed_try', 'identity_event', 'session'];
    for (const table of tables) {
      const rows = await world.query(`SELECT t::text AS text FROM ${table} t`);
      expect(JSON.stringify(rows)).not.toContain(phone);
      if (table === 'citizen_code') expect(JSON.stringify(rows)).not.toContain(`"${code}"`);
    }
  });

  test('given a citizen, then nothing of the officials is open', async () => {
    const phone = newPhone();
    const browser = world.browser();
    const { code } = await sent(phone);
    await browser.post('/api/sign-in/citizen', { to: phone, code });
    for (const url of ['/api/accounts', '/api/grants', '/api/posts', '/api/identity-events'])
      expect(await browser.get(url)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});

test('given no sender, then codes are not offered and not sent', async () => {
  expect((await silent.browser().get('/api/sign-in/methods')).body.citizen).toEqual([]);
  expect(await silent.browser().post('/api/sign-in/citizen/code', { to: newPhone() })).toMatchObject({
    status: 503,
    body: { code: 'not-configured' },
  });
});
