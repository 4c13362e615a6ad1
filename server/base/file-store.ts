import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { FileSettings } from '#base/config';
import { Refusal } from '#base/errors';

/** Where contents of files are kept, apart from the database. Keys are made by the application, never by people. */
export interface FileStore {
  /** Copies a file of this machine to a key. When it returns, the content outlasts a loss of power. */
  keep(key: string, file: string, about: { bytes: number; type: string }): Promise<void>;
  /** @throws Error where nothing lies under the key */
  read(key: string): Promise<Readable>;
  /** Nothing happens where nothing lies there. */
  remove(key: string): Promise<void>;
}

/** Opens the store that the settings name: a folder, or a bucket that speaks S3. Nothing is connected yet. */
export async function openFileStore(settings: FileSettings): Promise<FileStore> {
  if (settings.kind === 'folder') return folderStore(settings.folder);
  return storeOn(await bucketDisk(settings), settings.prefix);
}

function folderStore(folder: string): FileStore {
  const store = storeOn(new Disk(new FSDriver({ location: folder, visibility: 'private' })), '');
  return {
    ...store,
    async keep(key, file, about) {
      await store.keep(key, file, about);
      // The content, and then its name.
      const kept = path.join(folder, key);
      await sync(kept);
      await sync(path.dirname(kept));
    },
    async read(key) {
      const content = await store.read(key);
      // A stream of a file says only when it opens that there is none.
      await once(content, 'open');
      return content;
    },
  };
}

/** The library for S3 is large and loaded only where it is used. */
async function bucketDisk(settings: Extract<FileSettings, { kind: 's3' }>): Promise<Disk> {
  const { S3Driver } = await import('flydrive/drivers/s3');
  const { bucket, endpoint, region, accessKey, secretKey } = settings;
  return new Disk(
    new S3Driver({
      bucket,
      region,
      endpoint: endpoint.href,
      credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
      // Stores beside Amazon's have no host name for each bucket, nor lists of access for each object.
      forcePathStyle: true,
      supportsACL: false,
      // Nor do all of them know the checksums that Amazon's library adds by itself; ours is in the database.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      visibility: 'private',
    }),
  );
}

function storeOn(disk: Disk, prefix: string): FileStore {
  const at = (key: string) => prefix + key;
  return {
    keep: (key, file, { bytes, type }) =>
      disk.putStream(at(key), createReadStream(file), { contentLength: bytes, contentType: type }),
    read: (key) => disk.getStream(at(key)),
    remove: (key) => disk.delete(at(key)),
  };
}

async function sync(place: string): Promise<void> {
  const handle = await open(place, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const none = async (): Promise<never> => {
  throw new Refusal('not-configured', { detail: 'There is no file store here.' });
};

/** Of a process that keeps no files. Refusal: not-configured, for everything. */
export const noFileStore: FileStore = { keep: none, read: none, remove: none };
