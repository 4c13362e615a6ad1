import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, describe, expect, test } from 'vitest';
import { messagesApi } from '#contract/messages';
import type { Role } from '#contract/roles';
import { saveOrgans } from '#spine/catalogue/register';
import { actOnCorrection, issueCorrection } from '#spine/corrections/correction-commands';
import { filled } from '#spine/corrections/correction.fixture';
import { readCorrectionLimits } from '#spine/corrections/correction-limits';
import { makeFirstAdministrators } from '#spine/identity/first-administrators';
import { testDatabase } from '../../../tests/support/database.ts';
import { makeAccount } from '../../../tests/support/officials.ts';
import { principalWith } from '../../../tests/support/principals.ts';
import { appWith, cloudEventOf, organs, testSpine } from '../../../tests/support/spine.ts';
import { deliverNext } from './deliver.ts';
import { followAlerts } from './follow-alerts.ts';
import { registerMessageRoutes } from './message-routes.ts';
import { type Holder, recipientsOf, retryAfter } from './recipients.ts';
import { gatewayWay, mailFolderWay, smtpWay } from './ways.ts';

describe('recipientsOf', () => {
  const holder = (account: string, role: string, organId: number, region = 370102000000): Holder => ({
    accountId: account.length + organId * 100,
    account,
    role,
    organId,
    region,
  });
  const holders = [
    holder('lin', 'handler', 1),
    holder('other-handler', 'handler', 1),
    holder('reviewer', 'reviewer', 1),
    holder('inspector', 'organ-inspector', 1),
    holder('chief', 'organ-head', 1),
    holder('officer', 'supervision-officer', 2),
    holder('city-officer', 'supervision-officer', 3, 370100000000),
    holder('centre-head', 'organ-head', 4),
    holder('stranger', 'handler', 9),
  ];
  const names = (level: 'notice' | 'yellow' | 'red', more: object = {}) => {
    const told = {
      level,
      escalated: false,
      organId: 1,
      lastActor: 'lin',
      supervisor: 370102000000,
      centres: new Set([4]),
      ...more,
    };
    return recipientsOf(told, holders).map(
      ({ accountId }) => holders.find((one) => one.accountId === accountId)!.account,
    );
  };

  test('given a notice, then the handler is told; where nobody of them acted, all handlers of the organ', () => {
    expect(names('notice')).toEqual(['lin']);
    expect(names('notice', { lastActor: null })).toEqual(['lin', 'other-handler']);
  });
  test('given a yellow card, then head of section and inspection as well', () => {
    expect(names('yellow')).toEqual(['lin', 'reviewer', 'inspector']);
  });
  test('given a red card, then leader, supervision of the level and service centre too', () => {
    expect(names('red')).toEqual(['lin', 'reviewer', 'inspector', 'chief', 'officer', 'centre-head']);
  });
  test('given it was escalated, then the supervision of the level above alone', () => {
    expect(names('red', { escalated: true, supervisor: 370100000000 })).toEqual(['city-officer']);
  });
  test('given tries that failed, then the pauses grow, and then there are no more', () => {
    expect([1, 2, 6, 7].map(retryAfter)).toEqual([60_000, 300_000, 86_400_000, null]);
  });
});

describe('messages', async () => {
  const { pool } = await testDatabase();
  const world = await testSpine(pool, { now: Date.now() });
  const { spine, present, query } = world;
  const minute = 60_000;
  const centre = {
    code: 'centre',
    name: { zh: '政务服务中心', en: 'Service centre' },
    region: organs.district.region,
    kind: 'service-centre',
  } as const;
  await saveOrgans(pool, [centre], false);
  await spine.registry.refresh();
  await makeFirstAdministrators(spine);
  const people: [name: string, role: Role, organ: string][] = [
    ['lin', 'handler', organs.district.code],
    ['head', 'organ-head', organs.district.code],
    ['officer', 'supervision-officer', organs.district.code],
    ['city-head', 'supervision-head', organs.city.code],
    ['centre-head', 'organ-head', centre.code],
    ['stranger', 'handler', organs.qingdao.code],
  ];
  for (const [name, role, organ] of people) await makeAccount(spine, name, role, organ);
  const accounts = new Map(
    (await query<{ id: number; name: string }>('SELECT id, name FROM account')).map(({ id, name }) => [
      name,
      id,
    ]),
  );
  const id = (name: string) => accounts.get(name)!;
  let asking = 'lin';
  const { send } = await appWith(
    spine,
    {
      who: () => ({
        ...principalWith([{ role: 'supervision-officer', organId: 1, region: 370000000000 }], asking),
        accountId: id(asking),
      }),
    },
    registerMessageRoutes,
  );
  await world.addSource({ code: 'desk' });
  await world.addSource({ code: 'past', mode: 'replay' });
  await followAlerts(spine);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-mail-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** A case with a red card: a step by an organ that the flow does not let act. */
  async function redCard(number: string, source = 'desk'): Promise<void> {
    const one = (type: string, data: Record<string, unknown>) =>
      cloudEventOf(source, number, present.now, { type, data });
    await world.tell([
      one('case.opened', { item: 'licence', organ: organs.district.code, actor: 'lin' }),
      one('case.accepted', { actor: 'lin' }),
      one('case.correction-asked', { actor: 'lin' }),
    ]);
  }
  /** Follows all that is written by now. Transactions on other databases of the server hold a follower back as well. */
  const followAll = async () => {
    const [now] = await query<{ at: string }>('SELECT pg_current_xact_id()::text AS at');
    let made = 0;
    const reached = async () => {
      const look = await followAlerts(spine);
      made += look.made;
      const [follower] = await query<{ past: boolean }>(
        'SELECT position > $1::xid8 AS past FROM message_follower',
        [now!.at],
      );
      return follower!.past && !look.more;
    };
    await expect.poll(reached, { timeout: 20_000 }).toBe(true);
    return made;
  };
  const told = async (number: string) =>
    (
      await query<{ name: string }>(
        `SELECT a.name FROM message m JOIN account a ON a.id = m.account_id WHERE m.content ->> 'caseNumber' = $1 ORDER BY m.id`,
        [number],
      )
    ).map(({ name }) => name);
  const deliverAll = async () => {
    let n = 0;
    while (await deliverNext(spine)) n += 1;
    return n;
  };

  test('given a red card, then everybody of its level is told once, and nobody else', async () => {
    await redCard('A-1');
    expect(await followAll()).toBe(4);
    expect((await told('A-1')).sort()).toEqual(['centre-head', 'head', 'lin', 'officer']);
    expect(await followAll()).toBe(0);
  });

  test('given a case that is told as of the past, then nobody is told', async () => {
    await redCard('OLD-1', 'past');
    expect(await followAll()).toBe(0);
  });

  test('given a follower that dies before its commit, then the next one tells, once', async () => {
    await redCard('A-2');
    const dying = {
      ...spine,
      registry: {
        ...spine.registry,
        organById: () => {
          throw new Error('killed');
        },
      },
    } as never;
    const ends = () =>
      followAlerts(dying).then(
        () => 'with nothing to tell yet',
        () => 'killed',
      );
    await expect.poll(ends, { timeout: 20_000 }).toBe('killed');
    expect(await told('A-2')).toEqual([]);
    expect(await followAll()).toBe(4);
    expect(await told('A-2')).toHaveLength(4);
  });

  test('given many followers at once, then each message is made once', async () => {
    await redCard('A-3');
    await Promise.all(Array.from({ length: 4 }, followAll));
    await followAll();
    expect(await told('A-3')).toHaveLength(4);
  });

  test('given an inbox, then it shows one’s own, and what was read is read', async () => {
    const { body } = await send('GET', '/api/messages');
    const inbox = messagesApi.listMessages.response.parse(body);
    expect(inbox).toMatchObject({ total: 3, unread: 3 });
    expect(inbox.rows[0]).toMatchObject({
      caseNumber: 'A-3',
      level: 'red',
      rule: 'CORRECTION_AFTER_ACCEPTANCE',
      occasion: 'given',
    });
    expect((await send('POST', '/api/messages/read', { ids: [inbox.rows[0]!.id] })).body).toEqual({
      read: 1,
    });
    expect((await send('GET', '/api/messages?unread=true')).body).toMatchObject({ total: 2, unread: 2 });
    asking = 'stranger';
    expect((await send('POST', '/api/messages/read', { ids: [inbox.rows[1]!.id] })).body).toEqual({
      read: 0,
    });
    asking = 'lin';
    expect((await send('POST', '/api/messages/read', {})).body).toEqual({ read: 2 });
  });

  test('given preferences without an address, then they are refused; with one, it is sealed', async () => {
    const off = { email: null, phone: null, emailFrom: null, gatewayFrom: null };
    expect((await send('PUT', '/api/messages/preferences', { ...off, emailFrom: 'red' })).status).toBe(422);
    expect((await send('PUT', '/api/messages/preferences', { ...off, email: 'none' })).status).toBe(422);
    const given = { email: 'Lin@Example.cn', phone: '13800000000', emailFrom: 'yellow', gatewayFrom: 'red' };
    const { status, body } = await send('PUT', '/api/messages/preferences', given);
    expect(status).toBe(200);
    expect(body).toMatchObject({ email: 'lin@example.cn', phone: '+8613800000000', emailFrom: 'yellow' });
    const [row] = await query<{ email: Buffer }>('SELECT email FROM message_preference');
    expect(row!.email.toString('latin1')).not.toContain('lin@');
  });

  test('given an SMTP server, then the e-mail comes with subject, text and an id of its own', async () => {
    const mails: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData(stream, _session, done) {
        let mail = '';
        stream.on('data', (chunk) => {
          mail += chunk;
        });
        stream.on('end', () => {
          mails.push(mail);
          done();
        });
      },
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve());
    });
    const { port } = server.server.address() as AddressInfo;
    spine.ways.email = smtpWay(`smtp://127.0.0.1:${port}?ignoreTLS=true`, 'mirror@example.cn');
    await redCard('M-1');
    await followAll();
    expect(await deliverAll()).toBe(1);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/^To: lin@example\.cn/m);
    expect(mails[0]).toMatch(/^Message-ID: <message-\d+@mingjing\.invalid>/m);
    expect(await deliverAll()).toBe(0);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  });

  test('given the server is gone, then it is tried again later, and given up after the last try; the log says so', async () => {
    await redCard('M-2');
    await followAll();
    expect(await deliverAll()).toBe(1);
    const state = () =>
      query<{ state: string; tries: number; problem: string }>(
        `SELECT d.state, d.tries, d.problem FROM message_delivery d JOIN message m ON m.id = d.message_id WHERE m.content ->> 'caseNumber' = 'M-2'`,
      );
    expect((await state())[0]).toMatchObject({ state: 'waiting', tries: 1 });
    expect(await deliverAll()).toBe(0);
    for (let tries = 2; tries <= 7; tries++) {
      present.now += 2 * 24 * 60 * minute;
      expect(await deliverAll()).toBe(1);
    }
    expect((await state())[0]).toMatchObject({ state: 'failed', tries: 7 });
    expect((await state())[0]!.problem).not.toContain('lin@example.cn');
    const [alert] = await query<{ key: string }>(
      `SELECT a.city || '-' || a.id AS key FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id WHERE c.number = 'M-2'`,
    );
    const log = messagesApi.listTold.response.parse(
      (await send('GET', `/api/alerts/${alert!.key}/messages`)).body,
    );
    expect(log.find(({ account }) => account === 'lin')!.deliveries).toMatchObject([
      { way: 'email', state: 'failed', tries: 7 },
    ]);
  });

  test('given a gateway, then it gets the same key at each try, with the token', async () => {
    const seen: { key: unknown; token: unknown; body: string }[] = [];
    let broken = true;
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        seen.push({ key: request.headers['idempotency-key'], token: request.headers.authorization, body });
        response.writeHead(broken ? 503 : 202).end();
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve());
    });
    delete spine.ways.email;
    spine.ways.gateway = gatewayWay(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
      'secret',
    );
    await redCard('G-1');
    await followAll();
    await deliverAll();
    broken = false;
    present.now += 2 * minute;
    await deliverAll();
    expect(seen).toHaveLength(2);
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]!.token).toBe('Bearer secret');
    expect(JSON.parse(seen[0]!.body)).toMatchObject({ id: seen[0]!.key, to: '+8613800000000' });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    delete spine.ways.gateway;
  });

  test('given the folder of the demonstration, then the e-mail lies there, once however often it is sent', async () => {
    const way = mailFolderWay(folder, 'mirror@example.invalid');
    const mail = { id: 'message-1', to: 'lin@example.cn', subject: '红牌', text: '请核实' };
    await way(mail);
    await way(mail);
    expect(await readdir(folder)).toEqual(['message-1.eml']);
    expect(await readFile(path.join(folder, 'message-1.eml'), 'utf8')).toContain('To: lin@example.cn');
  });

  test('given a correction that goes up, then the supervision of the level above is told', async () => {
    const [alert] = await query<{ key: string }>(
      `SELECT a.city || '-' || a.id AS key FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id WHERE c.number = 'A-1'`,
    );
    await issueCorrection(spine, alert!.key, { demand: '请核实' }, readCorrectionLimits());
    await actOnCorrection(spine, alert!.key, {
      action: 'escalate',
      values: filled.escalate,
      actor: 'Zhang San',
    });
    expect(await followAll()).toBe(1);
    expect(await told('A-1')).toContain('city-head');
    expect(await followAll()).toBe(0);
  });

  test('given a warning that the level above took up itself, then its supervision is told, and of an ordinary notice nobody', async () => {
    const keyOf = async (number: string) =>
      (
        await query<{ key: string }>(
          `SELECT a.city || '-' || a.id AS key FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id WHERE c.number = $1`,
          [number],
        )
      )[0]!.key;
    await issueCorrection(spine, await keyOf('A-2'), { demand: '请核实' }, readCorrectionLimits());
    expect(await followAll()).toBe(0);
    await issueCorrection(
      spine,
      await keyOf('A-3'),
      { demand: '请核实', levelsUp: 1 },
      readCorrectionLimits(),
    );
    expect(await followAll()).toBe(1);
    expect(await told('A-3')).toContain('city-head');
  });
});
