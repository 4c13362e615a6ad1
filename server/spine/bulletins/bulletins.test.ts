import { describe, expect, test } from 'vitest';
import type { BulletinInput } from '#contract/bulletins';
import type { HeldGrant, Principal } from '#spine/identity/principal';
import type { Outgoing } from '#spine/messages/ways';
import { testDatabase } from '../../../tests/support/database.ts';
import { principalWith } from '../../../tests/support/principals.ts';
import { appWith, organs, testSpine } from '../../../tests/support/spine.ts';
import { registerBulletinRoutes } from './routes.ts';
import { noteNextBulletin, sendNextMail } from './tell-subscribers.ts';

const { pool } = await testDatabase();
const { spine, present } = await testSpine(pool);
const mails: Outgoing[] = [];
spine.ways = { email: async (mail) => void mails.push(mail) };
const asked: { by: Principal | null } = { by: null };
const { send, app } = await appWith(spine, { who: () => asked.by }, registerBulletinRoutes);
const grant = (role: HeldGrant['role'], organ: { code: string; region: string }) => ({
  role,
  organId: spine.registry.organ(organ.code)!.id,
  region: Number(organ.region),
});
const writer = principalWith([grant('organ-head', organs.district)], 'writer');
const second = principalWith([grant('approver', organs.district)], 'second');
const stranger = principalWith([grant('organ-head', organs.qingdao)], 'stranger');

async function as(who: Principal | null, ...request: Parameters<typeof send>) {
  asked.by = who;
  return send(...request);
}
const content = (more: Partial<BulletinInput> = {}): BulletinInput => ({
  column: 'notices',
  title: '春季不动产登记服务安排',
  text: '## 安排\n\n登记窗口周六上午开放。',
  organ: organs.district.code,
  ...more,
});
const desk = '/api/bulletin-desk';
const create = async (more: Partial<BulletinInput> = {}) =>
  (await as(writer, 'POST', desk, content(more))).body;
const act = (
  who: Principal,
  { id, version }: { id: string; version: number },
  action: string,
  note?: string,
) => as(who, 'POST', `${desk}/${id}/actions`, { version, action, note });
async function publish(more: Partial<BulletinInput> = {}) {
  const made = await create(more);
  expect((await act(writer, made, 'submit')).status).toBe(200);
  const approved = await act(second, made, 'approve');
  expect(approved.status).toBe(200);
  return approved.body;
}
const listed = async (query = '') => (await as(null, 'GET', `/api/bulletins${query}`)).body;

describe('writing and approving', () => {
  test('given a bulletin, when another person approves it, then everybody reads it; its author cannot', async () => {
    const made = await create({ title: '两人审核' });
    await act(writer, made, 'submit');
    expect(await act(writer, made, 'approve')).toMatchObject({ status: 403 });
    expect((await as(null, 'GET', `/api/bulletins/${made.id}`)).status).toBe(404);
    expect((await act(second, made, 'approve')).body).toMatchObject({
      state: 'approved',
      publication: { standing: 'published', version: 1 },
    });
    expect((await as(null, 'GET', `/api/bulletins/${made.id}`)).body).toMatchObject({
      title: '两人审核',
      version: 1,
    });
  });
  test('given one that is returned with a reason, when written anew, then versions and acts say who did what', async () => {
    const made = await create({ title: '退回' });
    await act(writer, made, 'submit');
    expect(await act(second, made, 'return')).toMatchObject({ status: 422 });
    await act(second, made, 'return', '日期不对');
    const { body } = await as(writer, 'PUT', `${desk}/${made.id}`, {
      version: 1,
      content: content({ title: '退回后修改' }),
    });
    expect(body).toMatchObject({
      version: 2,
      state: 'draft',
      versions: [{ version: 2, changed: ['title'] }, { version: 1 }],
      acts: [
        { action: 'return', actor: 'second', note: '日期不对' },
        { action: 'submit', actor: 'writer' },
      ],
    });
  });
  test('given a published bulletin, when a new version is written, then the old one is read until the new one is approved', async () => {
    const { id } = await publish({ title: '旧题' });
    const saved = (
      await as(writer, 'PUT', `${desk}/${id}`, { version: 1, content: content({ title: '新题' }) })
    ).body;
    expect((await as(null, 'GET', `/api/bulletins/${id}`)).body.title).toBe('旧题');
    await act(writer, saved, 'submit');
    present.now += 1000;
    await act(second, saved, 'approve');
    present.now += 1000;
    expect((await as(null, 'GET', `/api/bulletins/${id}`)).body).toMatchObject({ title: '新题', version: 2 });
    await act(second, saved, 'withdraw', '内容有误');
    expect((await as(null, 'GET', `/api/bulletins/${id}`)).status).toBe(404);
  });
  test('given a time to come, then it is not to be seen before', async () => {
    const { id, publication } = await publish({ title: '定时发布', publishAt: '2026-03-05T09:00:00+08:00' });
    expect(publication.standing).toBe('scheduled');
    expect((await as(null, 'GET', `/api/bulletins/${id}`)).status).toBe(404);
    const before = present.now;
    present.now = Date.parse('2026-03-05T01:00:01Z');
    expect((await as(null, 'GET', `/api/bulletins/${id}`)).status).toBe(200);
    present.now = before;
  });
  test('given another organ, then its bulletins are neither seen nor changed', async () => {
    const made = await create();
    expect((await as(stranger, 'GET', `${desk}/${made.id}`)).status).toBe(404);
    expect((await as(stranger, 'PUT', `${desk}/${made.id}`, { version: 1, content: content() })).status).toBe(
      404,
    );
    expect((await as(stranger, 'POST', desk, content())).status).toBe(403);
    expect((await as(stranger, 'GET', desk)).body.total).toBe(0);
  });
  test('given a version that is not the newest, then it is a conflict', async () => {
    const made = await create();
    const save = () => as(writer, 'PUT', `${desk}/${made.id}`, { version: 1, content: content() });
    expect((await save()).status).toBe(200);
    expect((await save()).status).toBe(409);
  });
});

describe('reading', () => {
  test('given words, a column or a division, then what fits is found', async () => {
    await publish({ title: '冬季供暖检查', column: 'policies-explained' });
    expect((await listed(`?search=${encodeURIComponent('供暖')}`)).rows).toMatchObject([
      { title: '冬季供暖检查' },
    ]);
    expect((await listed('?column=policies')).rows).toMatchObject([{ title: '冬季供暖检查' }]);
    expect((await listed('?region=370200000000')).total).toBe(0);
    expect((await listed('?region=370100000000')).total).toBeGreaterThan(0);
  });
  test('given a pinned one, then it comes first; what has expired comes last and says so', async () => {
    await publish({ title: '置顶', column: 'news', pinned: true });
    present.now += 1000;
    await publish({ title: '过期', column: 'news', validTo: '2026-02-01' });
    present.now += 1000;
    await publish({ title: '平常', column: 'news' });
    const { rows } = await listed('?column=news');
    expect(rows.map((row: { title: string; standing: string }) => [row.title, row.standing])).toEqual([
      ['置顶', 'published'],
      ['平常', 'published'],
      ['过期', 'expired'],
    ]);
  });
  test('given a feed, then it has the newest by Atom and by RSS, escaped', async () => {
    await publish({ title: '<曝光> & "标题"', column: 'exposed' });
    const atom = await app.inject('/api/bulletins/feed.atom?column=exposed');
    expect(atom.headers['content-type']).toContain('application/atom+xml');
    expect(atom.body).toContain('&lt;曝光&gt; &amp; "标题"');
    const rss = await app.inject('/api/bulletins/feed.rss?column=exposed');
    expect(rss.body).toMatch(/<rss version="2.0"[^]*<item>/);
  });
});

const sendAll = async () => {
  while (await noteNextBulletin(spine));
  while (await sendNextMail(spine));
};
const tokenIn = (mail: Outgoing) => /subscription#(\S+)/.exec(mail.text)![1]!;

describe('subscribing', () => {
  const email = 'reader@example.cn';
  test('given an address, then nothing is sent before it was confirmed, and one click ends it and destroys it', async () => {
    await sendAll();
    mails.length = 0;
    await as(null, 'POST', '/api/subscriptions', { email, column: 'services' });
    await publish({ title: '确认之前', column: 'services-results' });
    await sendAll();
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([[email, '【明镜】请确认订阅信息公开']]);
    const token = tokenIn(mails[0]!);
    present.now += 1000;
    expect((await as(null, 'POST', '/api/subscriptions/confirm', { token })).body.state).toBe('confirmed');
    present.now += 1000;
    await publish({ title: '确认之后', column: 'services-results' });
    await publish({ title: '别的栏目', column: 'notices' });
    await sendAll();
    expect(mails.slice(1).map(({ subject }) => subject)).toEqual(['【明镜】办理结果：确认之后']);
    const click = new URL(mails[1]!.unsubscribe!);
    const ended = await app.inject({
      method: 'POST',
      url: click.pathname,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect(ended.json()).toEqual({ ended: true });
    await publish({ title: '退订之后', column: 'services' });
    await sendAll();
    expect(mails).toHaveLength(2);
    const { rows } = await pool.query('SELECT email, email_index, token FROM bulletin_subscription');
    expect(rows).toEqual([{ email: null, email_index: null, token: null }]);
    expect(
      (await pool.query(`SELECT FROM record_key WHERE table_name = 'bulletin_subscription'`)).rowCount,
    ).toBe(0);
  });
  test('given the same address again, then the answer is the same and no second mail goes out', async () => {
    mails.length = 0;
    for (let n = 0; n < 2; n++)
      expect((await as(null, 'POST', '/api/subscriptions', { email: 'Twice@Example.cn' })).body).toEqual({
        asked: true,
      });
    await sendAll();
    expect(mails).toHaveLength(1);
    const { rows } = await pool.query<{ email: Buffer }>(
      'SELECT email FROM bulletin_subscription WHERE email IS NOT NULL',
    );
    expect(rows[0]!.email.toString()).not.toContain('example');
  });
  test('given what is no address, or an unknown secret, then it is refused', async () => {
    expect((await as(null, 'POST', '/api/subscriptions', { email: 'nobody' })).status).toBe(422);
    expect((await as(null, 'POST', '/api/subscriptions/end', { token: 'x'.repeat(32) })).status).toBe(404);
  });
});
