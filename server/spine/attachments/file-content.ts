import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { fromFd, type Entry } from 'yauzl';
import { Refusal } from '#base/errors';
import type { FileRules } from './attachment-rules.ts';
import { extensionOf } from './file-name.ts';

/**
 * The media type of an uploaded file, where its name and its content agree on one that is allowed. Containers are told by
 * the names of their entries; nothing is unpacked beyond what file-type reads of a text entry (at most 1 MB).
 * Refusals: unsupported-media-type, for a name that is not allowed; file-unreadable, for content that is something else.
 */
export async function contentType(file: string, name: string, rules: FileRules): Promise<string> {
  const allowed = typeByName(name, rules);
  if ((await typeOf(file)) === allowed.type) return allowed.type;
  throw new Refusal('file-unreadable', {
    field: 'file',
    expected: `content of a ${allowed.extension} file, as its name says`,
  });
}

/** What a name promises. Refusal: unsupported-media-type. */
export function typeByName(name: string, rules: FileRules): FileRules['types'][number] {
  const extension = extensionOf(name);
  const allowed = rules.types.find((one) => one.extension === extension || one.also.includes(extension));
  if (allowed) return allowed;
  const all = rules.types.map((one) => one.extension).join(', ');
  throw new Refusal('unsupported-media-type', { field: 'file', expected: `one of ${all}` });
}

async function typeOf(file: string): Promise<string | undefined> {
  const found = await fileTypeFromFile(file);
  if (found?.mime !== 'application/zip') return found?.mime;
  return (await namesOfZip(file)).includes('OFD.xml') ? 'application/ofd' : found.mime;
}

/** Most entries that are looked at. */
const mostNames = 1000;

/** Names of the entries of a zip, from its directory alone; none where it cannot be read. */
async function namesOfZip(file: string): Promise<string[]> {
  const handle = await open(file);
  try {
    return await new Promise<string[]>((resolve) => {
      const names: string[] = [];
      fromFd(handle.fd, { lazyEntries: true, autoClose: false }, (error, zip) => {
        if (error || !zip) return resolve([]);
        zip.on('entry', (entry: Entry) => {
          names.push(entry.fileName);
          if (names.length < mostNames) zip.readEntry();
          else resolve(names);
        });
        zip.on('end', () => resolve(names));
        zip.on('error', () => resolve([]));
        zip.readEntry();
      });
    });
  } finally {
    await handle.close();
  }
}
