import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { ReadLimits } from './limits.ts';
import { ReadStop } from './problem.ts';

/** The parts of a zip file (ISO/IEC 21320-1), by name; each is streamed, and all together are bounded. */
export class ZipParts {
  private readonly zip: ZipFile;
  private readonly entries: Map<string, Entry>;
  private readonly limits: ReadLimits;
  private unpacked = 0;
  /** Bytes of the file that the parts read so far take in it. */
  packedRead = 0;

  private constructor(zip: ZipFile, entries: Map<string, Entry>, limits: ReadLimits) {
    this.zip = zip;
    this.entries = entries;
    this.limits = limits;
  }

  /** Throws `ReadStop` when the file is no zip, or breaks off. */
  static async open(path: string, limits: ReadLimits): Promise<ZipParts> {
    return asStops(async () => {
      const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
      const entries = new Map<string, Entry>();
      try {
        for await (const entry of zip.eachEntry()) {
          if (entries.size >= mostEntries) throw new ReadStop('workbook-unreadable', 'an ordinary workbook');
          entries.set(entry.fileName.toLowerCase(), entry);
        }
        return new ZipParts(zip, entries, limits);
      } catch (error) {
        zip.close();
        throw error;
      }
    });
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The bytes of a part, nothing for one that is not there. Stops where the sizes are those of a zip bomb. */
  async *bytes(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) return;
    const { limits } = this;
    const stream = await asStops(() => this.zip.openReadStreamPromise(entry));
    let size = 0;
    try {
      for await (const chunk of stream) {
        size += chunk.length;
        this.unpacked += chunk.length;
        this.packedRead += (chunk.length / Math.max(1, entry.uncompressedSize)) * entry.compressedSize;
        if (size > limits.ratioAfter && size > entry.compressedSize * limits.ratio)
          throw new ReadStop('unpacked-too-large', `at most ${limits.ratio} bytes unpacked from one`);
        if (this.unpacked > limits.unpackedBytes)
          throw new ReadStop('unpacked-too-large', `at most ${limits.unpackedBytes} bytes after unpacking`);
        yield chunk;
      }
    } catch (error) {
      throw asStop(error);
    } finally {
      stream.destroy();
    }
  }

  close(): void {
    this.zip.close();
  }
}

const mostEntries = 10_000;

async function asStops<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asStop(error);
  }
}

/** What the disk says stays an error; what the zip is, is a fault of the file. */
function asStop(error: unknown): unknown {
  if (error instanceof ReadStop || (error as NodeJS.ErrnoException).syscall) return error;
  return new ReadStop('workbook-unreadable', 'a complete .xlsx workbook, not .xls, and without a password');
}
