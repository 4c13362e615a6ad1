import { isAscii, isUtf8 } from 'node:buffer';
import { ReadStop } from './problem.ts';

export interface DecodeOptions {
  /** A label of the WHATWG encoding standard, or `auto`: a byte order mark, else UTF-8, else GB18030. */
  encoding: string;
  /** Called with the line of bytes that are no text; may throw to stop. They read as U+FFFD. */
  onInvalid: (line: number) => void;
}

/** Text of a byte stream in pieces of at most 64 Ki characters, without its byte order mark. */
export async function* decode(input: AsyncIterable<Buffer>, options: DecodeOptions): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  let open = true;
  for await (const chunk of input) {
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      const piece = chunk.subarray(at, at + pieceBytes);
      decoder ??= decoderFor(options, piece);
      let text = decoder.next(piece);
      if (open && text !== '') {
        if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
        open = false;
      }
      if (text !== '') yield text;
    }
  }
  const rest = decoder?.end() ?? '';
  if (rest !== '') yield rest;
}

const pieceBytes = 64 * 1024;

interface Decoder {
  next(piece: Buffer): string;
  end(): string;
}

function decoderFor({ encoding, onInvalid }: DecodeOptions, head: Buffer): Decoder {
  if (head[0] === 0xff && head[1] === 0xfe) return new OtherDecoder('utf-16le', onInvalid);
  if (head[0] === 0xfe && head[1] === 0xff) return new OtherDecoder('utf-16be', onInvalid);
  if (encoding === 'auto') return new AutoDecoder(onInvalid);
  if (/^(utf-?8|us-ascii|ascii)$/i.test(encoding)) return new Utf8Decoder(onInvalid);
  return new OtherDecoder(encoding, onInvalid);
}

/** UTF-8, checked as a whole piece by the engine; only a piece that fails is looked at line by line. */
class Utf8Decoder implements Decoder {
  private tail: Buffer = Buffer.alloc(0);
  private line = 1;
  private readonly onInvalid: (line: number) => void;

  constructor(onInvalid: (line: number) => void) {
    this.onInvalid = onInvalid;
  }

  next(piece: Buffer): string {
    const bytes = this.tail.length > 0 ? Buffer.concat([this.tail, piece]) : piece;
    const cut = unfinished(bytes);
    // Copied, because the piece belongs to a stream that may use it again.
    this.tail = Buffer.from(bytes.subarray(cut));
    return this.text(bytes.subarray(0, cut));
  }

  end(): string {
    return this.text(this.tail);
  }

  private text(bytes: Buffer): string {
    const text = bytes.toString('utf8');
    if (isUtf8(bytes)) {
      this.line += newlines(text);
      return text;
    }
    for (let from = 0; from < bytes.length; this.line++) {
      const newline = bytes.indexOf(0x0a, from);
      const to = newline === -1 ? bytes.length : newline;
      if (!isUtf8(bytes.subarray(from, to))) this.onInvalid(this.line);
      if (newline === -1) break;
      from = to + 1;
    }
    return text;
  }
}

/** Where the last character begins that the bytes hold only in part. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

class OtherDecoder implements Decoder {
  private readonly decoder: TextDecoder;
  private line = 1;
  private readonly onInvalid: (line: number) => void;

  constructor(encoding: string, onInvalid: (line: number) => void) {
    this.onInvalid = onInvalid;
    try {
      this.decoder = new TextDecoder(encoding, { ignoreBOM: true });
    } catch {
      throw new ReadStop('encoding-unknown', 'UTF-8, GB18030 or another encoding that is known by name', 1);
    }
  }

  next(piece: Buffer): string {
    return this.checked(this.decoder.decode(piece, { stream: true }));
  }

  end(): string {
    return this.checked(this.decoder.decode());
  }

  private checked(text: string): string {
    if (!text.includes('\ufffd')) {
      this.line += newlines(text);
      return text;
    }
    const lines = text.split('\n');
    for (const [index, line] of lines.entries())
      if (line.includes('\ufffd')) this.onInvalid(this.line + index);
    this.line += lines.length - 1;
    return text;
  }
}

/**
 * UTF-8 and GB18030 are both ASCII until the first other byte; what follows it decides. Two bytes of Chinese may
 * be valid in both, some kilobytes never are.
 */
class AutoDecoder implements Decoder {
  private readonly onInvalid: (line: number) => void;
  private line = 0;
  private held: Buffer = Buffer.alloc(0);
  private chosen: Decoder | undefined;

  constructor(onInvalid: (line: number) => void) {
    this.onInvalid = onInvalid;
  }

  next(piece: Buffer): string {
    if (this.chosen) return this.chosen.next(piece);
    if (this.held.length === 0 && isAscii(piece)) {
      const text = piece.toString('latin1');
      this.line += newlines(text);
      return text;
    }
    this.held = Buffer.concat([this.held, piece]);
    if (this.held.length - firstOther(this.held) < enoughBytes) return '';
    return this.choose();
  }

  end(): string {
    const text = this.held.length > 0 ? this.choose() : '';
    return text + (this.chosen?.end() ?? '');
  }

  private choose(): string {
    const { held, line: before } = this;
    this.held = Buffer.alloc(0);
    const onInvalid = (line: number) => this.onInvalid(before + line);
    const utf8 = isUtf8(held.subarray(0, unfinished(held)));
    const notChinese = utf8 || new TextDecoder('gb18030').decode(held, { stream: true }).includes('\ufffd');
    this.chosen = notChinese ? new Utf8Decoder(onInvalid) : new OtherDecoder('gb18030', onInvalid);
    return this.chosen.next(held);
  }
}

const enoughBytes = 4 * 1024;

function firstOther(bytes: Buffer): number {
  const at = bytes.findIndex((byte) => byte >= 0x80);
  return at === -1 ? bytes.length : at;
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
