import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { type FileStore, noFileStore, openFileStore } from './file-store.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-store-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As much of S3 as the store speaks: put, get and delete of objects under `/bucket/key`. */
const objects = new Map<string, Buffer>();
const bucket = createServer(async (request, response) => {
  const key = new URL(request.url!, 'http://s3').pathname;
  if (request.method === 'PUT') objects.set(key, await buffer(request));
  if (request.method === 'DELETE') objects.delete(key);
  const found = objects.get(key);
  if (request.method === 'GET' && !found)
    return response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
  response
    .writeHead(request.method === 'DELETE' ? 204 : 200)
    .end(request.method === 'GET' ? found : undefined);
});
await new Promise<void>((resolve) => bucket.listen(0, '127.0.0.1', resolve));
afterAll(() => bucket.close());

const stores: [name: string, store: FileStore][] = [
  ['folder', await openFileStore({ kind: 'folder', folder: path.join(folder, 'store') })],
  [
    'bucket',
    await openFileStore({
      kind: 's3',
      bucket: 'mingjing',
      prefix: 'shandong/',
      endpoint: new URL(`http://127.0.0.1:${(bucket.address() as AddressInfo).port}`),
      region: 'cn-north-1',
      accessKey: 'key',
      secretKey: 'secret',
    }),
  ],
];

describe.each(stores)('a %s', (_name, store) => {
  test('given a file, when kept, then it is read as it was until it is removed, and removed again without harm', async () => {
    const file = path.join(folder, 'file');
    const content = Buffer.from([0, 255, 13, 10, 26]);
    await writeFile(file, content);
    await store.keep('attachments/ab/abc', file, { bytes: content.length, type: 'image/png' });
    expect(await buffer(await store.read('attachments/ab/abc'))).toEqual(content);
    for (const _ of [1, 2]) await store.remove('attachments/ab/abc');
    await expect(store.read('attachments/ab/abc')).rejects.toThrow();
  });
});

test('given a bucket, then everything lies under its prefix, as it was sent', async () => {
  const file = path.join(folder, 'other');
  await writeFile(file, 'x');
  await stores[1]![1].keep('one', file, { bytes: 1, type: 'text/plain' });
  expect([...objects]).toEqual([['/mingjing/shandong/one', Buffer.from('x')]]);
});

test('given a process that keeps no files, then it says so', async () => {
  await expect(noFileStore.read('x')).rejects.toMatchObject({ code: 'not-configured' });
});
