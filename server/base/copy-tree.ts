import { chmod, chown, copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

export interface Owner {
  uid: number;
  gid: number;
}

/** Who a file belongs to. */
export const ownerOf = async (file: string): Promise<Owner> => {
  const { uid, gid } = await stat(file);
  return { uid, gid };
};

/** Gives a file to somebody; only root can, and everybody else's files are their own already. */
export async function give(file: string, owner: Owner): Promise<void> {
  if (process.getuid?.() === 0) await chown(file, owner.uid, owner.gid);
}

export interface CopyOptions {
  /** Who the copy belongs to. */
  owner: Owner;
  /** Whether an entry, by its path below the beginning, is copied; of a folder that is left out nothing is. */
  wanted?: (relative: string) => boolean;
  /** Mode of folders and files of the copy. */
  modes?: { folder: number; file: number };
}

/**
 * Copies a folder that may change meanwhile: a file that goes away while it is copied was not needed. Symbolic links are left out.
 * @returns bytes that were copied
 */
export async function copyTree(from: string, to: string, options: CopyOptions, below = ''): Promise<number> {
  const { owner, wanted = () => true, modes = { folder: 0o700, file: 0o600 } } = options;
  await mkdir(to, { recursive: true });
  await chmod(to, modes.folder);
  await give(to, owner);
  let bytes = 0;
  const entries = await readdir(from, { withFileTypes: true }).catch(ifGone([]));
  for (const entry of entries) {
    const relative = path.join(below, entry.name);
    if (!wanted(relative)) continue;
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) bytes += await copyTree(source, target, options, relative);
    else if (entry.isFile()) bytes += await copyOne(source, target, owner, modes.file).catch(ifGone(0));
  }
  return bytes;
}

async function copyOne(source: string, target: string, owner: Owner, mode: number): Promise<number> {
  await copyFile(source, target);
  await chmod(target, mode);
  await give(target, owner);
  return (await stat(target)).size;
}

const ifGone =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
