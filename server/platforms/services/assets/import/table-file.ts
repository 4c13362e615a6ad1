import path from 'node:path';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { readCsv } from '#spine/intake/readers/csv';
import type { TableItem } from '#spine/intake/readers/table-model';
import { readXlsx } from '#spine/intake/readers/xlsx';

const kinds = { field: 'file', expected: 'a file .xlsx or .csv' };

/** Bytes of a file of a village at most: some hundred thousand rows. */
const maxBytes = 20 * 1024 ** 2;

async function bytesOf(file: MultipartFile): Promise<Buffer> {
  return file.toBuffer().catch((error: { code?: string }) => {
    if (error.code === 'FST_REQ_FILE_TOO_LARGE')
      throw new Refusal('too-large', { field: 'file', expected: 'at most 20 MB' });
    throw error;
  });
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The table in the file of a form. Refusals: unsupported-media-type, field-invalid, too-large. */
export async function tableIn(request: FastifyRequest): Promise<AsyncIterable<TableItem>> {
  if (!request.isMultipart())
    throw new Refusal('unsupported-media-type', { expected: 'multipart/form-data' });
  const file = await request.file({ limits: { fileSize: maxBytes, files: 1 } });
  if (!file) throw new Refusal('field-invalid', kinds);
  const extension = path.extname(file.filename).toLowerCase();
  if (extension !== '.xlsx' && extension !== '.csv') throw new Refusal('unsupported-media-type', kinds);
  const bytes = once(await bytesOf(file));
  return extension === '.xlsx' ? readXlsx(bytes) : readCsv(bytes);
}
