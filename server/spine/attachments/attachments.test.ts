import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { testDatabase } from '../../../tests/support/database.ts';
import { everybodysDeputy, principalWith } from '../../../tests/support/principals.ts';
import { appWith, cloudEventOf, items, testSpine } from '../../../tests/support/spine.ts';
import type { AttachmentDoor } from './attachment-door.ts';
import { registerAttachmentRoutes } from './attachment-routes.ts';
import { readFileRules } from './attachment-rules.ts';
import { claimAttachments, describeAttachments, releaseAttachments, withAttachments } from './attachments.ts';
import { sweepAttachments } from './sweep.ts';
import { contents, upload, zipOf } from './upload.fixture.ts';

const { pool } = await testDatabase();
const world = await testSpine(pool);
const { spine, present } = world;
await world.addSource({ code: 'hall' });

/** Lets in whoever names the draft `d1`. */
const door: AttachmentDoor = {
  uploader: async ({ headers }) => (headers['x-draft'] === 'd1' ? 'draft:d1' : null),
  mayRead: async ({ headers }, owner) =>
    headers['x-draft'] === 'd1' && 'draft' in owner && owner.draft === 'd1',
};
const deputy = everybodysDeputy(spine);
const stranger = principalWith([]);
const asked = { by: deputy as typeof deputy | null };
const { app, send } = await appWith(
  spine,
  { who: () => asked.by },
  (server, one) => registerAttachmentRoutes(server, one, [door]),
  registerCaseRoutes,
);

async function uploaded(name = '材料.pdf', content = contents.pdf): Promise<string> {
  const { status, body } = await upload(app, name, content);
  expect([status, body.code]).toEqual([200, undefined]);
  return body.id;
}

async function openCase(number: string): Promise<string> {
  await world.tell([cloudEventOf('hall', number, present.now, { data: { item: items.report.code } })]);
  return world.keyOf(number);
}

describe('an upload', () => {
  test('given a file that is what its name says, then it is kept with its fingerprint and comes back as it was', async () => {
    const { body } = await upload(app, '../../etc/申请 材料\u202e.pdf', contents.pdf);
    expect(body).toMatchObject({
      name: '申请 材料.pdf',
      type: 'application/pdf',
      bytes: contents.pdf.length,
      sha256: createHash('sha256').update(contents.pdf).digest('hex'),
      scan: 'not-scanned',
    });
    expect(body.id).toMatch(/^[0-9a-f]{32}$/);
    const answer = await app.inject({ method: 'GET', url: `/api/attachments/${body.id}` });
    expect(answer.rawPayload).toEqual(contents.pdf);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^attachment; .*UTF-8''%E7%94%B3/),
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  test('given an OFD, then it is known by the entry that every OFD has', async () => {
    const { body } = await upload(app, '公文.ofd', zipOf('OFD.xml', Buffer.from('<ofd:OFD/>')));
    expect(body.type).toBe('application/ofd');
  });

  test.each([
    ['page.html', contents.html, 'unsupported-media-type'],
    ['image.svg', contents.svg, 'unsupported-media-type'],
    ['all.zip', zipOf('a.txt', Buffer.from('a')), 'unsupported-media-type'],
    ['nothing', contents.pdf, 'unsupported-media-type'],
    ['page.pdf', contents.html, 'file-unreadable'],
    ['image.png', contents.svg, 'file-unreadable'],
    ['photo.jpg', contents.png, 'file-unreadable'],
    ['letter.docx', zipOf('a.txt', Buffer.from('a')), 'file-unreadable'],
    ['bomb.ofd', zipOf('a.xml', Buffer.alloc(30_000_000)), 'file-unreadable'],
    ['empty.pdf', Buffer.alloc(0), 'file-unreadable'],
    ['large.pdf', Buffer.concat([contents.pdf, Buffer.alloc(readFileRules().maxBytes)]), 'too-large'],
  ])('given %s, then it is refused and leaves nothing behind', async (name, content, code) => {
    const before = await world.query('SELECT id FROM attachment');
    const { body } = await upload(app, name, content);
    expect([body.code, body.field]).toEqual([code, 'file']);
    expect(await world.query('SELECT id FROM attachment')).toEqual(before);
    const left = (await readdir(tmpdir())).filter((one) => one.startsWith(`mingjing-upload-${process.pid}-`));
    expect(left).toEqual([]);
  });

  test('given nobody whom a door knows, then they are told to sign in; given a draft of theirs, they are let in', async () => {
    asked.by = null;
    expect(await upload(app, 'a.pdf', contents.pdf)).toMatchObject({
      status: 401,
      body: { code: 'sign-in-needed' },
    });
    const own = await upload(app, 'a.pdf', contents.pdf, { 'x-draft': 'd1' });
    expect(own.status).toBe(200);
    await claimAttachments(pool, [own.body.id], { draft: 'd1' }, { by: 'draft:d1' });
    expect(
      (await send('GET', `/api/attachments/${own.body.id}`, undefined, { 'x-draft': 'd1' })).status,
    ).toBe(200);
    expect((await send('GET', `/api/attachments/${own.body.id}`)).status).toBe(404);
    asked.by = deputy;
  });

  test('given somebody who leaves too many files lying, then no more are taken', async () => {
    asked.by = principalWith([]);
    for (let i = 0; i < readFileRules().maxUnattached; i++) await uploaded();
    expect((await upload(app, 'a.pdf', contents.pdf)).body.code).toBe('too-many-tries');
    asked.by = deputy;
  });
});

describe('attaching', () => {
  test('given files of an act, when it is taken, then its event names them with their fingerprints and the case has them', async () => {
    const key = await openCase('A1');
    const id = await uploaded();
    const values = { step: 'handle', attachments: [id] };
    const { body } = await send('POST', `/api/cases/${key}/actions`, { action: 'do-step', values });
    const [row] = await describeAttachments(pool, [id]);
    expect(body.timeline.at(-1).data.attachments).toEqual([{ id, sha256: row!.sha256 }]);
    expect((await send('GET', `/api/cases/${key}/attachments`)).body).toEqual([row]);
    asked.by = stranger;
    expect((await send('GET', `/api/attachments/${id}`)).status).toBe(404);
    asked.by = deputy;
    expect((await send('GET', `/api/attachments/${id}`)).status).toBe(200);
  });

  test('given an act that names a file of somebody else, or none that exists, then it is refused at its field', async () => {
    const key = await openCase('A2');
    asked.by = stranger;
    const foreign = await uploaded();
    asked.by = deputy;
    for (const id of [foreign, 'f'.repeat(32), 'x']) {
      const values = { step: 'handle', attachments: [id] };
      const { body } = await send('POST', `/api/cases/${key}/actions`, { action: 'do-step', values });
      expect([body.code, body.field]).toEqual(['attachment-unknown', 'values.attachments']);
    }
  });

  test('given some that are free and one that is not, when claimed, then none is attached', async () => {
    const [one, other] = [await uploaded(), await uploaded()];
    await claimAttachments(pool, [other], { draft: 'taken' });
    await expect(claimAttachments(pool, [one, other], { draft: 'mine' })).rejects.toThrow(
      'attachment-unknown',
    );
    expect(await claimAttachments(pool, [one], { draft: 'free' })).toHaveLength(1);
  });

  test('given a draft that becomes a case, then its files go with it, and claiming again changes nothing', async () => {
    const key = await openCase('A3');
    const id = await uploaded();
    await claimAttachments(pool, [id], { draft: 'd3' });
    await expect(claimAttachments(pool, [id], { case: key })).rejects.toThrow('attachment-unknown');
    for (const _ of [1, 2]) await claimAttachments(pool, [id], { case: key }, { from: { draft: 'd3' } });
    expect((await send('GET', `/api/cases/${key}/attachments`)).body).toHaveLength(1);
  });

  test('given work that fails, then only what came with it is let go', async () => {
    const [before, fresh] = [await uploaded(), await uploaded()];
    await claimAttachments(pool, [before], { draft: 'd4' });
    const failing = withAttachments(pool, [before, fresh], { draft: 'd4' }, {}, () =>
      Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    await expect(claimAttachments(pool, [before], { draft: 'd5' })).rejects.toThrow('attachment-unknown');
    expect(await claimAttachments(pool, [fresh], { draft: 'd5' })).toHaveLength(1);
  });
});

describe('files that nothing is done with', () => {
  test('given a day, then they go with their names, and what is attached stays', async () => {
    const [orphan, kept] = [await uploaded('秘密.pdf'), await uploaded()];
    await claimAttachments(pool, [kept], { draft: 'd6' });
    present.now += 23 * 3_600_000;
    const young = await uploaded();
    present.now += 2 * 3_600_000;
    expect(await sweepAttachments(spine)).toBeGreaterThan(0);
    await expect(describeAttachments(pool, [orphan])).rejects.toThrow('attachment-unknown');
    await expect(spine.files.read(`attachments/${orphan.slice(0, 2)}/${orphan}`)).rejects.toThrow();
    expect(await world.query('SELECT name FROM attachment WHERE id = $1', [orphan])).toEqual([{ name: '' }]);
    expect(await describeAttachments(pool, [kept, young])).toHaveLength(2);
    expect(await sweepAttachments(spine)).toBe(0);
    await releaseAttachments(pool, [kept], { draft: 'd6' });
    expect(await sweepAttachments(spine)).toBe(1);
  });

  test('given its uploader, when taken back, then it is gone; given somebody else, it is not found', async () => {
    const id = await uploaded();
    asked.by = stranger;
    expect((await send('DELETE', `/api/attachments/${id}`)).status).toBe(404);
    asked.by = deputy;
    expect((await send('DELETE', `/api/attachments/${id}`)).body).toEqual({ removed: true });
    expect((await send('GET', `/api/attachments/${id}`)).status).toBe(404);
  });
});
