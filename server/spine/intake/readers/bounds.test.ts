import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readCsv } from './csv.ts';
import { readLimits } from './limits.ts';
import { losses, readAll } from './xes.fixture.ts';

const megabyte = 1024 ** 2;

/** `begin`, then `size` bytes of `fill` without a line break, then `end`; made on the way, never held. */
async function* long(begin: string, fill: string, size: number, end: string): AsyncGenerator<Buffer> {
  const block = Buffer.from(fill.repeat(Math.floor(megabyte / 16 / fill.length)));
  yield Buffer.from(begin);
  for (let sent = 0; sent < size; sent += block.length) yield block;
  yield Buffer.from(end);
}

setFlagsFromString('--expose-gc');
/** What the files before this one have left in the process must not count as growth. */
const collectGarbage = runInNewContext('gc') as () => void;

/** Megabytes by which the process grew at most while the bytes were read. */
async function growth<T>(
  bytes: AsyncIterable<Buffer>,
  read: (bytes: AsyncIterable<Buffer>) => Promise<T>,
): Promise<{ most: number; result: T }> {
  collectGarbage();
  const before = process.memoryUsage.rss();
  let most = 0;
  const watched = async function* () {
    let count = 0;
    for await (const chunk of bytes) {
      if (count++ % 64 === 0) most = Math.max(most, process.memoryUsage.rss() - before);
      yield chunk;
    }
  };
  const result = await read(watched());
  return { most: most / megabyte, result };
}

const gigabyte = 1024 * megabyte;

describe('given a gigabyte in one line, made while it is read', () => {
  it.each([
    ['text', '<log><trace>', 'x', '</trace></log>'],
    ['an attribute', '<log><trace><string key="a" value="', 'x', '"/></trace></log>'],
    ['a comment full of tags', '<log><!--', '<a/>', '--></log>'],
    ['one tag of attributes', '<log><trace><string ', 'a="1" ', '/></trace></log>'],
    ['a tag name', '<log><', 'x', '/></log>'],
    ['character data', '<log><![CDATA[', '<<', ']]></log>'],
  ])('when it is %s of an XES log then it is refused within the bounds', async (_, begin, fill, end) => {
    const { most, result } = await growth(long(begin, fill, gigabyte, end), readAll);
    const [problem] = losses(result);
    expect(['1 xml-too-long file', '1 xml-malformed file']).toContain(problem);
    expect(most).toBeLessThan(256);
  });

  it('when it is well-formed XES without a line break then it is read, every trace refused or given', async () => {
    const trace = '<trace><event><string key="n" value="1"/></event></trace>';
    const read = async (bytes: AsyncIterable<Buffer>) => {
      let traces = 0;
      const { readXes } = await import('./xes.ts');
      for await (const item of readXes(bytes)) if (item.kind === 'trace') traces++;
      return traces;
    };
    const { most, result } = await growth(long('<log>', trace, 48 * megabyte, '</log>'), read);
    expect(result).toBeGreaterThan(800_000);
    expect(most).toBeLessThan(256);
  }, 60_000);

  it.each([
    ['one field', 'a,b\n', 'x', '\n1,2\n'],
    ['a quoted field', 'a,b\n"', 'x', '"\n1,2\n'],
    ['many fields', 'a,b\n', 'x,', '\n1,2\n'],
  ])(
    'when it is %s of a table then that row is refused and the next is read',
    async (_, begin, fill, end) => {
      const read = async (bytes: AsyncIterable<Buffer>) => {
        const found: string[] = [];
        for await (const item of readCsv(bytes)) {
          if (item.kind === 'row') found.push(`${item.line} ${item.cells.join('|')}`);
          if (item.kind === 'problem') found.push(`${item.problem.line} ${item.problem.code}`);
        }
        return found;
      };
      const { most, result } = await growth(long(begin, fill, gigabyte, end), read);
      expect(result).toEqual(['2 row-too-long', '3 1|2']);
      expect(most).toBeLessThan(256);
    },
    60_000,
  );
});

describe('given a packed file that unpacks to far more', () => {
  it('when it is well-formed then it is stopped by its ratio', async () => {
    const bomb = gzipSync(`<log>${'<trace></trace>'.repeat(2 * megabyte)}</log>`, { level: 9 });
    expect(bomb.length).toBeLessThan(megabyte);
    const read = await readAll(bomb, { ...readLimits, ratio: 100 });
    expect(losses(read)).toEqual(['1 unpacked-too-large file']);
  });

  it('when it is zeros then it is stopped, whatever its ratio', async () => {
    expect(losses(await readAll(gzipSync(Buffer.alloc(64 * megabyte))))).toEqual(['1 root-not-log file']);
  });

  it('when it is larger than the bound then it is stopped there', async () => {
    const limits = { ...readLimits, unpackedBytes: 1_000 };
    const text = `<log>${'<trace></trace>'.repeat(100)}</log>`;
    expect(losses(await readAll(gzipSync(text), limits))).toEqual(['1 unpacked-too-large file']);
    expect(losses(await readAll(text, limits))).toEqual(['1 file-too-large file']);
  });

  it('when bytes in it are damaged then that is told', async () => {
    const bytes = gzipSync(`<log>${'<trace></trace>'.repeat(1_000)}</log>`);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 6) ^ 0xff, bytes.length - 6);
    expect(losses(await readAll(bytes))).toEqual(['1 gzip-damaged file']);
  });
});

describe('given a file on the disk', () => {
  it('when reading stops in the middle then the file is closed', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'mingjing-reader-'));
    try {
      await writeFile(path.join(folder, 'log.xes'), `<log>${'<trace></trace>'.repeat(100_000)}`);
      const stream = createReadStream(path.join(folder, 'log.xes'));
      const { readXes } = await import('./xes.ts');
      for await (const item of readXes(stream)) if (item.kind === 'trace') break;
      expect(stream.destroyed).toBe(true);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
