import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { inTransaction } from '#base/db';
import { testDatabase } from '../../../tests/support/database.ts';
import { appWith, cloudEventOf, items, testSpine } from '../../../tests/support/spine.ts';
import type { DocumentInput } from './document-content.ts';
import { registerDocumentRoutes } from './document-routes.ts';
import { issueDocument, revokeDocument } from './documents.ts';
import { makeDocument } from './make-document.ts';

const { pool } = await testDatabase();
const world = await testSpine(pool);
const { spine } = world;
const { app, send } = await appWith(spine, registerDocumentRoutes);

const notice: DocumentInput = {
  kind: 'services.acceptance-notice',
  kindName: { zh: '受理通知书', en: 'Notice of acceptance' },
  organ: '历下区行政审批服务局',
  number: '历审受〔2026〕12号',
  title: '食品经营许可申请受理通知书',
  addressee: '赵钱孙李',
  paragraphs: ['经审查，你提出的申请材料齐全，符合法定形式，决定予以受理。'],
  table: { columns: ['序号', '材料'], rows: [['1', '营业执照']] },
  closing: ['特此通知。'],
  date: '2026-03-02',
};
const issue = (content: DocumentInput = notice, of?: string) =>
  inTransaction(pool, (client) => issueDocument(spine, client, content, of));
const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const printOf = async (code: string) =>
  (await app.inject({ method: 'GET', url: `/api/documents/${code}.pdf` })).rawPayload;

test('given the same content, when printed again, then it is the same bytes; given one more stroke, others', async () => {
  const { paragraphs, ...rest } = notice;
  const printed = {
    ...rest,
    paragraphs,
    closing: [],
    demonstration: false,
    verificationCode: 'A',
    verifyAt: null,
  };
  const [one, again, other] = await Promise.all([
    makeDocument(printed),
    makeDocument(structuredClone(printed)),
    makeDocument({ ...printed, paragraphs: [`${paragraphs[0]}。`] }),
  ]);
  expect(one.subarray(0, 5).toString()).toBe('%PDF-');
  expect(again.equals(one)).toBe(true);
  expect(other.equals(one)).toBe(false);
});

test('given an issued document, then its print has the fingerprint that was told at issue, each time', async () => {
  const { code, sha256 } = await issue();
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{6}-){3}[0-9A-HJKMNP-TV-Z]{6}$/);
  for (const typed of [code, code.toLowerCase().replaceAll('-', '')])
    expect(sha256Of(await printOf(typed))).toBe(sha256);
  expect((await send('GET', `/api/verify/${code}`)).body).toMatchObject({
    code,
    kindName: notice.kindName,
    number: notice.number,
    organ: notice.organ,
    date: notice.date,
    state: 'valid',
    fingerprints: [sha256],
  });
});

test('given its row, then nothing of what it says stands there in the open', async () => {
  await issue();
  const [row] = await world.query<{ content: Buffer }>('SELECT content FROM document LIMIT 1');
  expect(row!.content.includes(Buffer.from('赵钱孙李'))).toBe(false);
});

test('given a code with one letter changed, or one of another installation, then there is no such document', async () => {
  const { code } = await issue();
  const changed = code.replace(/.$/, (letter) => (letter === '0' ? '1' : '0'));
  for (const wrong of [changed, 'ABCDEF-ABCDEF-ABCDEF-ABCDEF', 'x'])
    expect((await send('GET', `/api/verify/${wrong}`)).status).toBe(404);
  expect((await send('GET', `/api/documents/${changed}.pdf`)).status).toBe(404);
  expect((await send('GET', `/api/documents/${code}`)).status).toBe(404);
});

test('given a revoked document, then everybody reads why, and it is not revoked twice', async () => {
  const { code } = await issue();
  await revokeDocument(spine, pool, code, '文号有误，另行签发');
  expect((await send('GET', `/api/verify/${code}`)).body).toMatchObject({
    state: 'revoked',
    revokedBecause: '文号有误，另行签发',
  });
  await expect(revokeDocument(spine, pool, code, '再次')).rejects.toMatchObject({ code: 'conflict' });
});

test('given a print that came out differently once, then the fingerprint at issue stays and the new one is known too', async () => {
  const { code, sha256 } = await issue();
  const older = '0'.repeat(64);
  await world.query(`UPDATE document SET fingerprints = ARRAY[decode($2, 'hex')] WHERE code = $1`, [
    code.replaceAll('-', ''),
    older,
  ]);
  await printOf(code);
  await printOf(code);
  expect((await send('GET', `/api/verify/${code}`)).body.fingerprints).toEqual([older, sha256]);
});

test('given content without an organ, or a table with a cell too few, then it is refused by its field', async () => {
  await expect(issue({ ...notice, organ: '' })).rejects.toMatchObject({ about: { field: 'organ' } });
  const table = { columns: ['甲', '乙'], rows: [['1']] };
  await expect(issue({ ...notice, table })).rejects.toMatchObject({ about: { field: 'table' } });
});

test('given documents of a case, then whoever sees the case sees them', async () => {
  await world.addSource({ code: 'hall' });
  await world.tell([cloudEventOf('hall', 'D1', spine.now(), { data: { item: items.report.code } })]);
  const key = await world.keyOf('D1');
  const { code } = await issue(notice, key);
  expect((await send('GET', `/api/cases/${key}/documents`)).body).toMatchObject([{ code }]);
});
