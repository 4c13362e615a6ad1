import { decode } from './decode.ts';
import { type ReadLimits, readLimits } from './limits.ts';
import { ReadStop, stopOf } from './problem.ts';
import { SaxFeed } from './sax-feed.ts';
import { type Bytes, unpack } from './unpack.ts';
import { XesBuilder } from './xes-builder.ts';
import type { XesItem } from './xes-model.ts';

/**
 * Reads an XES log (IEEE 1849), plain or gzip, trace by trace and in bounded memory. What is wrong comes as
 * problems between the traces; one of scope `file` is the last item. Otherwise the log itself is the last item.
 * Throws only what the stream throws.
 */
export async function* readXes(input: Bytes, limits: ReadLimits = readLimits): AsyncGenerator<XesItem> {
  const builder = new XesBuilder(limits);
  const feed = new SaxFeed(builder, limits);
  const text = new XesText(feed, builder);
  try {
    for await (const piece of text.pieces(input, limits)) {
      const stop = text.write(piece);
      yield* take(builder);
      if (stop) throw stop;
    }
    feed.close();
  } catch (error) {
    yield* take(builder);
    yield { kind: 'problem', problem: stopOf(error, feed.line) };
    return;
  }
  yield* take(builder);
  if (builder.log) yield builder.log;
}

function take(builder: XesBuilder): XesItem[] {
  const { items } = builder;
  if (items.length > 0) builder.items = [];
  return items;
}

/** Feeds text to the parser up to the first line whose bytes are no text. */
class XesText {
  private badLine: number | undefined;
  private readonly feed: SaxFeed;
  private readonly builder: XesBuilder;

  constructor(feed: SaxFeed, builder: XesBuilder) {
    this.feed = feed;
    this.builder = builder;
  }

  async *pieces(input: Bytes, limits: ReadLimits): AsyncGenerator<string> {
    let empty = true;
    const options = {
      encoding: 'utf-8',
      onInvalid: (line: number) => {
        this.badLine ??= line;
      },
    };
    for await (const piece of decode(declared(unpack(input, limits), options), options)) {
      if (empty) empty = isBlank(piece);
      yield piece;
    }
    if (empty) throw new ReadStop('file-empty', 'an XES log', 1);
  }

  /** Gives the reason when the text that follows cannot be read. */
  write(piece: string): ReadStop | undefined {
    const { badLine, feed } = this;
    const good = badLine === undefined ? piece : upToLine(piece, feed.line, badLine);
    feed.write(good);
    this.builder.passed(good.length);
    if (badLine === undefined) return undefined;
    return new ReadStop('encoding-invalid', 'bytes in the encoding that the file declares', badLine);
  }
}

/** Takes the encoding from the XML declaration, which is ASCII in all encodings but UTF-16. */
async function* declared(
  input: AsyncIterable<Buffer>,
  options: { encoding: string },
): AsyncGenerator<Buffer> {
  let first = true;
  for await (const chunk of input) {
    if (first) {
      const head = chunk.toString('latin1', 0, 200);
      options.encoding = /^[^<]{0,3}<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)/.exec(head)?.[1] ?? 'utf-8';
      first = false;
    }
    yield chunk;
  }
}

/** Stops where the text begins with anything but markup: another kind of file altogether. */
function isBlank(piece: string): boolean {
  const first = piece.trimStart()[0];
  if (first !== undefined && first !== '<') throw new ReadStop('root-not-log', 'an XES log, which is XML', 1);
  return first === undefined;
}

function upToLine(text: string, from: number, to: number): string {
  let at = 0;
  for (let line = from; line < to; line++) at = text.indexOf('\n', at) + 1;
  return text.slice(0, at);
}
