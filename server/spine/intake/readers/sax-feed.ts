import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { ReadLimits } from './limits.ts';
import { ReadStop } from './problem.ts';

export interface SaxHandlers {
  open(tag: SaxesTagPlain, line: number): void;
  close(name: string): void;
  text(text: string, line: number): void;
}

/**
 * saxes with bounds: document types and entities are refused, the first error of well-formedness stops, and so
 * does a piece of markup, text or comment that grows beyond `limits.markup` characters, before it is held whole.
 */
export class SaxFeed {
  private readonly parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  private readonly limits: ReadLimits;
  private progress = false;
  private pending = 0;
  private ending = false;

  constructor(handlers: SaxHandlers, limits: ReadLimits) {
    this.limits = limits;
    const { parser } = this;
    // No handler for `attribute`: with one the parser takes three times as long.
    parser.on('opentag', (tag) => {
      this.progress = true;
      handlers.open(tag, parser.line);
    });
    parser.on('closetag', (tag) => {
      this.progress = true;
      handlers.close(tag.name);
    });
    parser.on('text', (text) => {
      this.progress = true;
      handlers.text(text, parser.line);
    });
    parser.on('cdata', (text) => {
      this.progress = true;
      handlers.text(text, parser.line);
    });
    parser.on('comment', () => {
      this.progress = true;
    });
    parser.on('doctype', () => {
      throw new ReadStop('xml-doctype', 'a file without DOCTYPE and ENTITY declarations');
    });
    parser.on('error', (error) => {
      throw this.stopFor(error.message.replace(/^\d+:\d+: /, ''));
    });
  }

  get line(): number {
    return this.parser.line;
  }

  write(text: string): void {
    for (let at = 0; at < text.length; at += pieceCharacters) {
      const piece = text.slice(at, at + pieceCharacters);
      this.progress = false;
      this.parser.write(piece);
      this.pending = this.progress ? 0 : this.pending + piece.length;
      if (this.pending > this.limits.markup)
        throw new ReadStop('xml-too-long', `at most ${this.limits.markup} characters of one text or tag`);
    }
  }

  /** The end of the file; throws `ReadStop` when elements are still open. */
  close(): void {
    this.ending = true;
    this.parser.close();
  }

  private stopFor(message: string): ReadStop {
    if (this.ending) return new ReadStop('file-truncated', `a complete XML file: ${message}`);
    return new ReadStop('xml-malformed', `well-formed XML: ${message}`);
  }
}

/** Small enough that a caller sees what one piece gave before the next is read. */
const pieceCharacters = 16 * 1024;
