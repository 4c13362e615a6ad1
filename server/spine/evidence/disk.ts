import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** The acts on files that evidence is written by, one by one, so that a test can cut them off after any of them. */
export interface Disk {
  read(file: string): Promise<Buffer>;
  makeFolder(folder: string): Promise<void>;
  write(file: string, bytes: Uint8Array): Promise<void>;
  /** Makes the content of a file, or the names in a folder, outlast a loss of power (fsync). */
  sync(fileOrFolder: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(fileOrFolder: string): Promise<void>;
}

/** The machine's own disk. */
export const machineDisk: Disk = {
  read: (file) => readFile(file),
  async makeFolder(folder) {
    await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  },
  async write(file, bytes) {
    const handle = await open(file, 'w', 0o644);
    try {
      await handle.writeFile(bytes);
    } finally {
      await handle.close();
    }
  },
  async sync(fileOrFolder) {
    const handle = await open(fileOrFolder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  rename,
  remove: (fileOrFolder) => rm(fileOrFolder, { recursive: true, force: true }),
};

/** Content of a file, or undefined where there is none; any other trouble is thrown. */
export async function readIfThere(disk: Disk, file: string): Promise<Buffer | undefined> {
  return disk.read(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Makes a folder, and those above it that are missing, each one synced into its parent. */
export async function makeFolders(disk: Disk, folder: string, made: Set<string>): Promise<void> {
  if (made.has(folder)) return;
  await disk.makeFolder(folder).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    await makeFolders(disk, path.dirname(folder), made);
    await disk.makeFolder(folder);
  });
  // Also where it was there: whoever made it may have died before its name was safe.
  await disk.sync(path.dirname(folder));
  made.add(folder);
}

/**
 * Puts files in place so that each is, whatever happens, either as it was or whole, and is safe when this returns: a
 * temporary file beside it, fsync, rename, fsync of the folder. Their folders are there. The files have no order among
 * them: write afterwards, in a call of its own, what says that they are all there.
 */
export async function putFiles(disk: Disk, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await each(files.keys(), async (file) => {
    await disk.write(temporary(file), files.get(file) as Uint8Array);
    await disk.sync(temporary(file));
  });
  await each(files.keys(), (file) => disk.rename(temporary(file), file));
  await each(new Set([...files.keys()].map((file) => path.dirname(file))), (folder) => disk.sync(folder));
}

const temporary = (file: string): string => `${file}.tmp`;

/** All at once; waits for all of them also when one fails, so that nothing is still under way afterwards. */
async function each<T>(all: Iterable<T>, act: (one: T) => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled([...all].map(act));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
