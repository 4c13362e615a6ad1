import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ReadLimits } from './limits.ts';
import { ReadStop } from './problem.ts';

export type Bytes = AsyncIterable<Uint8Array>;

/**
 * The bytes of a file, unpacked when it begins like gzip (RFC 1952), whatever its name says.
 * Throws `ReadStop` for a damaged or truncated file and for one that unpacks beyond the limits.
 */
export async function* unpack(input: Bytes, limits: ReadLimits): AsyncGenerator<Buffer> {
  const chunks = input[Symbol.asyncIterator]();
  try {
    const head = await headOf(chunks);
    if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) yield* gunzip(resume(head, chunks), limits);
    else yield* bounded(resume(head, chunks), limits);
  } finally {
    await chunks.return?.();
  }
}

/** Enough of the beginning to see what the file is, and the encoding that XML declares there. */
async function headOf(chunks: AsyncIterator<Uint8Array>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < headBytes) {
    const next = await chunks.next();
    if (next.done) break;
    head = head.length === 0 ? asBuffer(next.value) : Buffer.concat([head, next.value]);
  }
  return head;
}

const headBytes = 256;

async function* resume(head: Buffer, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield asBuffer(next.value);
}

async function* bounded(input: AsyncIterable<Buffer>, limits: ReadLimits): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const chunk of input) {
    total += chunk.length;
    if (total > limits.unpackedBytes)
      throw new ReadStop('file-too-large', `at most ${limits.unpackedBytes} bytes`);
    yield chunk;
  }
}

async function* gunzip(input: AsyncIterable<Buffer>, limits: ReadLimits): AsyncGenerator<Buffer> {
  let packed = 0;
  let total = 0;
  const counted = async function* () {
    for await (const chunk of input) {
      packed += chunk.length;
      yield chunk;
    }
  };
  const source = Readable.from(counted(), { objectMode: false });
  const inflate = createGunzip({ chunkSize: 64 * 1024 });
  source.on('error', (error) => inflate.destroy(error));
  source.pipe(inflate);
  try {
    for await (const chunk of inflate) {
      total += chunk.length;
      if (total > limits.unpackedBytes)
        throw new ReadStop('unpacked-too-large', `at most ${limits.unpackedBytes} bytes after unpacking`);
      if (total > limits.ratioAfter && total > packed * limits.ratio)
        throw new ReadStop('unpacked-too-large', `at most ${limits.ratio} bytes unpacked from one`);
      yield chunk;
    }
  } catch (error) {
    throw gzipStop(error);
  } finally {
    inflate.destroy();
    source.destroy();
  }
}

function gzipStop(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'Z_BUF_ERROR') return new ReadStop('file-truncated', 'a gzip file with its end');
  if (code.startsWith('Z_')) return new ReadStop('gzip-damaged', 'an intact gzip file');
  return error;
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
