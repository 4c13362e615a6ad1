import type { AddressInfo } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';
import { afterAll, describe, expect, test } from 'vitest';
import { systemNow } from '#base/time';
import type { Role } from '#contract/roles';
import { saveOrgans } from '#spine/catalogue/register';
import type { Outgoing } from '#spine/messages/ways';
import { actOnPart } from '#spine/platform/part-commands';
import { testDatabase } from '../../../../tests/support/database.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { appWith, organs, testSpine } from '../../../../tests/support/spine.ts';
import { installPlatforms } from '../../../install-platforms.ts';
import { registerCitizenRoutes } from '../tickets/routes.ts';
import { registerWorkbenchRoutes } from '../tickets/workbench-routes.ts';
import { Inbox } from './inbox.ts';
import { registerMailRoutes } from './routes.ts';

installPlatforms();
const { pool } = await testDatabase({ connections: 12 });
const world = await testSpine(pool, { now: systemNow(), platforms: true });
const { query } = world;
await saveOrgans(
  pool,
  [
    {
      code: 'centre',
      name: { zh: '政务服务中心', en: 'Centre' },
      region: '370100000000',
      kind: 'service-centre',
    },
  ],
  false,
);
await world.spine.registry.refresh();

const imap = hoodiecrow({ plugins: [], storage: { INBOX: { messages: [] } } });
await new Promise<void>((ready) => imap.listen(0, ready));
afterAll(() => new Promise<void>((closed) => imap.close(closed)));
const settings = {
  host: '127.0.0.1',
  port: (imap.server.address() as AddressInfo).port,
  secure: false,
  user: 'testuser',
  password: 'testpass',
  folder: 'INBOX',
};
const sent: Outgoing[] = [];
const spine = {
  ...world.spine,
  inbox: settings,
  ways: {
    email: async (message: Outgoing) => {
      sent.push(message);
    },
  },
};
const inbox = new Inbox(spine, settings);

let count = 0;
/** Lays a message into the mailbox; gives its Message-ID. */
function deliver(headers: string, body = '解放路小区三号楼暖气一直不热，室温只有十五度。'): string {
  const id = `<m${++count}@example.cn>`;
  const given = headers.includes('Message-ID') ? headers : `Message-ID: ${id}\r\n${headers}`;
  // The server keeps bytes as characters.
  imap.appendMessage('INBOX', [], false, Buffer.from(`${given}\r\n\r\n${body}`).toString('latin1'));
  return id;
}
const from = 'From: =?UTF-8?B?546L5bCP5piO?= <wang@example.cn>';
const utf8 = 'Content-Type: text/plain; charset=utf-8';
const plain = (subject: string) =>
  `${from}\r\n${utf8}\r\nSubject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`;
const mailOf = async (messageId: string) =>
  (
    await query<{
      id: number;
      standing: string;
      reason: string | null;
      number: string | null;
      city: number;
      content: string;
      subject: string;
      left_out: object[];
    }>('SELECT * FROM hotline_mail WHERE message_id = $1', [messageId])
  )[0]!;
const ticketsIn = async () =>
  (await query<{ n: number }>(`SELECT count(*)::int AS n FROM cases WHERE number LIKE 'HL%'`))[0]!.n;

async function person(role: Role, organ: string, region = 370100000000) {
  const principal = principalWith([{ role, organId: spine.registry.organ(organ)!.id, region }]);
  return { ...principal, actor: role };
}
const agent = await person('hotline-agent', 'centre');
const stranger = await person('handler', organs.qingdao.code, 370202000000);
let who: typeof agent | null = agent;
const { send } = await appWith(
  spine,
  { who: () => who },
  registerMailRoutes,
  registerCitizenRoutes,
  registerWorkbenchRoutes,
);

describe('a message to the hotline', () => {
  test('given two servers that read the mailbox at once, then it is one ticket, and its sender is told the receipt code once', async () => {
    const id = deliver(plain('暖气不热'));
    const readers = [inbox, new Inbox(spine, settings), new Inbox(spine, settings)];
    const taken = await Promise.all(readers.map((reader) => reader.read()));
    await inbox.read();
    expect(taken.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await ticketsIn()).toBe(1);
    const mail = await mailOf(id);
    expect(mail).toMatchObject({ standing: 'ticket', reason: null, city: 3701 });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ to: 'wang@example.cn', answers: id });
    const [, receipt] = /回执编号：([0-9A-Z-]+)/.exec(sent[0]!.text)!;
    who = null;
    const { status, body } = await send('GET', `/api/hotline/tickets/progress/${receipt}`);
    expect([status, body.title, body.number]).toEqual([200, '暖气不热', mail.number]);
    // Nothing of the sender stands in the clear.
    const [row] = await query<{ text: string }>(
      `SELECT (to_jsonb(t) || to_jsonb(m))::text AS text FROM hotline_ticket t JOIN hotline_mail m ON m.number = t.number`,
    );
    expect(row!.text).not.toMatch(/wang@|王小明/);
  });

  test('given it is marked as unread again, or delivered twice, then it is no second ticket', async () => {
    const before = await ticketsIn();
    imap.folderCache.INBOX!.messages[0]!.flags.length = 0;
    deliver(`Message-ID: <m1@example.cn>\r\n${plain('暖气不热')}`);
    await inbox.read();
    expect(await ticketsIn()).toBe(before);
    expect(
      await query(`SELECT reason FROM hotline_mail WHERE message_id = '<m1@example.cn>' ORDER BY id`),
    ).toEqual([{ reason: null }, { reason: 'duplicate' }]);
  });

  test('given the server ends between what was said and its case, when it reads again, then the case is opened once', async () => {
    const id = deliver(plain('路灯不亮已经三天'));
    const broken = {
      ...spine,
      journal: { appendOne: () => Promise.reject(new Error('gone')) },
    } as unknown as typeof spine;
    await new Inbox(broken, settings).read();
    const [left] = await query<{ case_id: number | null }>(
      'SELECT case_id FROM hotline_ticket WHERE number = $1',
      [(await mailOf(id)).number],
    );
    expect(left).toEqual({ case_id: null });
    await inbox.read();
    await inbox.read();
    const { number } = await mailOf(id);
    expect(await query('SELECT title FROM cases WHERE number = $1', [number])).toEqual([
      { title: '路灯不亮已经三天' },
    ]);
    expect(sent.filter(({ answers }) => answers === id)).toHaveLength(1);
  });

  test('given a place that it names, then it is a ticket of that place', async () => {
    const id = deliver(plain('青岛市市南区井盖丢失'), '青岛市市南区香港中路井盖丢失，很危险。');
    await inbox.read();
    const mail = await mailOf(id);
    // No centre takes in what is reported of Qingdao here: it is kept, and an agent sees why.
    expect(mail).toMatchObject({ standing: 'faulty', reason: 'refused' });
  });
});

describe('a reply', () => {
  test('given it answers our answer or has the code in its subject, then it is added to the ticket; once that has ended, it is set aside', async () => {
    const id = deliver(plain('小区电梯困人'));
    await inbox.read();
    const answer = sent.at(-1)!;
    const mail = await mailOf(id);
    const [, receipt] = /\[([0-9A-Z-]+)\]/.exec(answer.subject)!;
    const before = await ticketsIn();
    const first = deliver(
      `${plain('回复')}\r\nIn-Reply-To: <${answer.id}@mingjing.invalid>`,
      '今天又困人了。\r\n> 您的来信已受理',
    );
    const second = deliver(plain(`Re: [${receipt}]`), '物业已来修，但没有修好。');
    const forged = deliver(plain('Re: [AAAAAA-BBBBBB-CCCCCC-DDDDDD]'), '这是另外一件事，请核实处理。');
    await inbox.read();
    for (const reply of [first, second])
      expect(await mailOf(reply)).toMatchObject({ standing: 'reply', number: mail.number });
    expect((await mailOf(forged)).standing).toBe('ticket');
    expect(await ticketsIn()).toBe(before + 1);
    const [one] = await query<{ city: number; id: number }>('SELECT city, id FROM cases WHERE number = $1', [
      mail.number,
    ]);
    who = agent;
    const { body } = await send('GET', `/api/hotline/tickets/cases/${one!.city}-${one!.id}`);
    expect(body.supplements.map(({ text }: { text: string }) => text)).toEqual([
      '今天又困人了。',
      '物业已来修，但没有修好。',
    ]);
    await actOnPart(
      spine,
      one!,
      { action: 'withdraw-ticket', values: {} },
      { actor: 'applicant', roles: new Set(['citizen']) },
    );
    const late = deliver(plain(`Re: [${receipt}]`), '还是没有修好。');
    await inbox.read();
    expect(await mailOf(late)).toMatchObject({ standing: 'set-aside', reason: 'ended' });
  });
});

describe('what no ticket comes of by itself', () => {
  test('given 20 MB, no text, broken MIME, an automatic reply, a list, then each is kept with its reason and nobody is answered', async () => {
    const answers = sent.length;
    const before = await ticketsIn();
    const given: [string, string, string?][] = [
      ['too-large', plain('大附件'), 'x'.repeat(20 * 1024 * 1024)],
      ['no-text', `${from}\r\nSubject: `, ''],
      [
        'no-text',
        `${from}\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary="b"`,
        '--b\r\nContent-Type: image/png\r\n',
      ],
      ['unreadable', `${from}\r\nSubject: x\r\n${utf8}`, '\ufffd\ufffd\ufffd\ufffd\ufffd'],
      ['auto-reply', `${plain('不在办公室')}\r\nAuto-Submitted: auto-replied`],
      ['list', `${plain('新闻')}\r\nList-Id: <news.example.cn>`],
      ['bounce', 'From: MAILER-DAEMON@mx.example\r\nSubject: failed'],
      ['own', 'From: testuser@127.0.0.1\r\nSubject: x'],
    ];
    const ids = given.map(([, headers, body]) => deliver(headers, body));
    await inbox.read();
    const reasons = [];
    for (const id of ids) reasons.push((await mailOf(id)).reason);
    expect(reasons).toEqual(given.map(([reason]) => reason));
    expect(await ticketsIn()).toBe(before);
    expect(sent).toHaveLength(answers);
  });

  test('given a subject in GB18030 and HTML, then it is a ticket in plain words', async () => {
    const subject = Buffer.from('c5afc6f8b2bbc8c8', 'hex').toString('base64');
    const id = deliver(
      `${from}\r\nSubject: =?GB18030?B?${subject}?=\r\nContent-Type: text/html; charset=utf-8`,
      '<p>解放路小区<b>暖气不热</b></p><script>alert(1)</script><p>请尽快处理</p>',
    );
    await inbox.read();
    const mail = await mailOf(id);
    expect([mail.standing, mail.subject]).toEqual(['ticket', '暖气不热']);
    const [text] = await query<{ content: string }>('SELECT content FROM hotline_ticket WHERE number = $1', [
      mail.number,
    ]);
    expect(text!.content).toBe('解放路小区暖气不热\n\n请尽快处理');
  });

  test('given attachments, then what may be kept hangs at the ticket, and of the rest it is said why not', async () => {
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const part = (name: string, type: string, content: string) =>
      `--b\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}\r\n`;
    const id = deliver(
      `${from}\r\nSubject: photo of the road\r\nContent-Type: multipart/mixed; boundary="b"`,
      `--b\r\n${utf8}\r\n\r\n路面塌陷，见照片，请尽快处理。\r\n${part('road.png', 'image/png', png)}${part('run.exe', 'application/octet-stream', 'TVqQ')}--b--`,
    );
    await inbox.read();
    const mail = await mailOf(id);
    expect(mail.standing).toBe('ticket');
    expect(mail.left_out).toMatchObject([
      { name: 'run.exe', whyZh: expect.stringContaining('不支持的格式') },
    ]);
    expect(
      await query(
        'SELECT a.name FROM attachment a JOIN cases c ON c.city = a.city AND c.id = a.case_id WHERE c.number = $1',
        [mail.number],
      ),
    ).toEqual([{ name: 'road.png' }]);
  });

  test('given an agent, then they see why, make a ticket of it or say that nothing is to be done; nobody else does', async () => {
    who = agent;
    const { body: list } = await send('GET', '/api/hotline/mails?tab=open&pageSize=50');
    expect(list.mailbox).toEqual({ configured: true, fault: null });
    expect(list.counts.open).toBe(list.total);
    const large = list.rows.find(({ reason }: { reason: string }) => reason === 'too-large');
    expect(large).toMatchObject({ from: expect.stringMatching(/^w\*+/), standing: 'faulty' });
    const ticket = {
      kind: 'complaint',
      category: 'urban.heating',
      title: '来信反映暖气不热',
      content: '附件过大，经电话核实为暖气不热。',
      place: { region: '370102000000' },
    };
    const url = `/api/hotline/mails/${large.id}`;
    const made = await send('POST', `${url}/ticket`, ticket);
    expect(made.body).toMatchObject({
      mayAct: false,
      handled: { by: 'hotline-agent' },
      ticket: { number: expect.stringMatching(/^HL/) },
    });
    expect((await send('POST', `${url}/ticket`, ticket)).body.code).toBe('action-not-allowed');
    const other = list.rows.find(({ reason }: { reason: string }) => reason === 'auto-reply');
    const dismissed = await send('POST', `/api/hotline/mails/${other.id}/dismissal`, {
      note: '自动回复，无需处理',
    });
    expect(dismissed.body.handled.note).toBe('自动回复，无需处理');
    who = stranger;
    expect((await send('GET', '/api/hotline/mails')).body.total).toBe(0);
    expect((await send('GET', url)).status).toBe(404);
  });

  test('given a mail server that is not there, then reading says so and nothing is lost', async () => {
    await expect(new Inbox(spine, { ...settings, port: 1 }).read()).rejects.toThrow();
    expect(await inbox.read()).toBe(0);
  });
});
