import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createKeyFile, readKeyFile, readKeys } from '#base/keys';
import { sayNothing } from '#base/log';
import { pointContent } from '#contract/services/points';
import { formatKey } from '#spine/keys';
import { rotateHashKey } from '#spine/privacy/hash-rotation';
import { indexedRows, sessionRows } from '#spine/privacy/hashed-rows';
import { testDatabase } from '../../../tests/support/database.ts';
import { testSpine } from '../../../tests/support/spine.ts';
import { getDraft, removeDraft, saveDraft } from './applications/drafts/store.ts';
import { services } from './index.ts';
import { pointWith } from './points/point.fixture.ts';
import { insertPoints } from './points/store.ts';
import { book } from './queue/appointments/actions.ts';

const { pool } = await testDatabase();
const world = await testSpine(pool);
const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-services-rotation-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const keyFile = path.join(folder, 'keys.json');
await createKeyFile(keyFile);
/** A server of its own, which follows the file by itself. */
const server = async () => ({
  ...world.spine,
  keys: await readKeys({ dataFolder: folder, keyFile, demo: false }, sayNothing),
});
const { indexes, tokens } = services.hashed!;

test('given appointments of a telephone, when the key is rotated, then they count for it at every server', async () => {
  const { spine } = world;
  const content = pointContent.parse(pointWith({}));
  const [key] = await insertPoints(
    pool,
    [{ organId: spine.registry.organ(content.organ)!.id, content }],
    { accountId: null, actor: 'test', at: spine.now() },
    false,
  );
  const wish = (time: string) => ({
    point: formatKey(key!.city, key!.id),
    group: 'A',
    item: null,
    day: '2026-03-02',
    time,
    phone: '13900000001',
  });
  const [one, other] = [await server(), await server()];
  await book(one, wish('11:00'));
  const before = await readKeyFile(keyFile);
  expect(await rotateHashKey(pool, indexedRows(indexes), { keyFile })).toMatchObject({ records: 1 });
  expect((await readKeyFile(keyFile)).blindIndex.current).not.toEqual(before.blindIndex.current);
  for (const each of [one, other, await server()])
    await expect(book(each, wish('11:00'))).rejects.toMatchObject({ code: 'conflict' });
  await book(other, wish('11:30'));
  await expect(book(one, wish('11:30'))).rejects.toMatchObject({ code: 'conflict' });
});

test('given a draft, when the session key is rotated, then it opens as before, and holds the earlier key until it is saved or gone', async () => {
  const [one, other] = [await server(), await server()];
  const values = { applicant: {}, answers: { shop: '某店' }, materials: {} };
  const [saved, kept] = [
    await saveDraft(one, 1, { item: 'licence', values }),
    await saveDraft(one, 1, { item: 'licence', values }),
  ];
  const rows = sessionRows(tokens);
  expect(await rotateHashKey(pool, rows, { keyFile })).toMatchObject({ retired: [], held: { drafts: 2 } });
  for (const each of [one, other, await server()])
    expect(await getDraft(each, 1, saved.token)).toMatchObject({ id: saved.id, values });
  await saveDraft(other, 1, { token: saved.token, item: 'licence', values });
  expect(await rotateHashKey(pool, rows, { keyFile, finish: true })).toMatchObject({ held: { drafts: 1 } });
  await removeDraft(one, kept.id);
  const last = await rotateHashKey(pool, rows, { keyFile, finish: true });
  expect(last).toMatchObject({ added: null, held: {} });
  expect(last.retired).toHaveLength(1);
  expect(await getDraft(one, 1, saved.token)).toMatchObject({ id: saved.id });
});
