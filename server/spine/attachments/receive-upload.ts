import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { malformedForm } from '#base/multipart';
import { toRfc3339 } from '#base/time';
import type { AttachmentRow } from '#contract/attachments';
import type { Spine } from '#spine/spine';
import type { FileRules } from './attachment-rules.ts';
import { countUnattached, noteStored, noteUpload } from './attachment-store.ts';
import { storeKey } from './attachments.ts';
import { contentType, typeByName } from './file-content.ts';
import { fileName } from './file-name.ts';

/**
 * Takes one file of a form: to a folder of its own on this machine, hashed on the way; then its type is checked by content,
 * it is scanned, noted and put into the store. What is refused leaves nothing behind.
 * Refusals: unsupported-media-type, too-large, file-unreadable, file-infected, body-invalid, field-invalid,
 * too-many-tries (too many files that nothing was done with), not-ready, not-configured.
 */
export async function receiveUpload(
  spine: Spine,
  request: FastifyRequest,
  uploadedBy: string,
  rules: FileRules,
): Promise<AttachmentRow> {
  if (!request.isMultipart())
    throw new Refusal('unsupported-media-type', { expected: 'multipart/form-data' });
  if ((await countUnattached(spine.pool, uploadedBy)) >= rules.maxUnattached)
    throw new Refusal('too-many-tries', {
      detail: `At most ${rules.maxUnattached} files may wait to be attached.`,
      retryAfter: 3600,
    });
  return keepOne(spine, uploadedBy, rules, (file) => takeFile(request, file, rules));
}

/**
 * Takes a file that came otherwise than by a form, such as with a mail, by the same rules.
 * Refusals: unsupported-media-type, too-large, file-unreadable, file-infected, not-ready, not-configured.
 */
export function receiveContent(
  spine: Spine,
  { name: given, content }: { name: string; content: Buffer },
  uploadedBy: string,
  rules: FileRules,
): Promise<AttachmentRow> {
  return keepOne(spine, uploadedBy, rules, async (file) => {
    const name = fileName(given);
    typeByName(name, rules);
    if (content.length > rules.maxBytes) throw tooLarge(rules);
    if (content.length === 0) throw emptyFile();
    return { name, ...(await writeHashed(Readable.from([content]), file)) };
  });
}

const tooLarge = ({ maxBytes }: FileRules) =>
  new Refusal('too-large', { field: 'file', expected: `at most ${maxBytes} bytes` });
const emptyFile = () =>
  new Refusal('file-unreadable', { field: 'file', expected: 'a file that is not empty' });

async function keepOne(
  spine: Spine,
  uploadedBy: string,
  rules: FileRules,
  take: (file: string) => Promise<TakenFile>,
): Promise<AttachmentRow> {
  const folder = await mkdtemp(path.join(tmpdir(), `mingjing-upload-${process.pid}-`));
  try {
    const file = path.join(folder, 'upload');
    const { name, bytes, sha256 } = await take(file);
    const type = await contentType(file, name, rules);
    const scan = await spine.scanner.scan(file);
    const id = randomBytes(16).toString('hex');
    const row = { id, name, type, bytes, sha256, scan, uploadedAt: toRfc3339(spine.now()) };
    await noteUpload(spine.pool, { ...row, uploadedBy });
    await spine.files.keep(storeKey(id), file, { bytes, type });
    await noteStored(spine.pool, id);
    return row;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface TakenFile {
  name: string;
  bytes: number;
  sha256: string;
}

async function takeFile(request: FastifyRequest, to: string, rules: FileRules): Promise<TakenFile> {
  try {
    const part = await request.file({ limits: { fileSize: rules.maxBytes, files: 1, fields: 0, parts: 1 } });
    if (!part || part.fieldname !== 'file')
      throw new Refusal('field-invalid', { field: 'file', expected: 'a file' });
    const name = fileName(part.filename ?? '');
    // Before anything is read of it.
    typeByName(name, rules);
    const taken = await writeHashed(part.file, to);
    if (part.file.truncated) throw tooLarge(rules);
    if (taken.bytes === 0) throw emptyFile();
    return { name, ...taken };
  } catch (error) {
    throw malformedForm(error) ?? error;
  }
}

async function writeHashed(content: Readable, to: string): Promise<Omit<TakenFile, 'name'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(content, counted, createWriteStream(to, { mode: 0o600 }));
  return { bytes, sha256: hash.digest('hex') };
}
