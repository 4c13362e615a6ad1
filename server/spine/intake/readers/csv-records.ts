import type { RowProblem } from '#contract/import-problem';
import { problemOf } from './problem.ts';

export interface CsvRecord {
  line: number;
  /** Line of its end, later than `line` when a quoted field holds line breaks. */
  lastLine: number;
  fields: string[];
}

/**
 * Splits text into records (RFC 4180) as it arrives. A quote inside an unquoted field is taken as it stands.
 * A record that breaks the rules, or grows over `most` characters, is refused by its first line, and splitting
 * goes on at the next line: no other row is swallowed by it. Written here because the usual parsers count lines
 * wrongly after a quoted line break, lose the rows behind a misplaced quote, or end at a long record.
 */
export class CsvSplitter {
  private rest = '';
  private line = 1;
  /** Inside a line that is too long: everything up to its end is passed over. */
  private passing = false;
  private readonly delimiter: number;
  private readonly most: number;

  constructor(delimiter: string, most: number) {
    this.delimiter = delimiter.charCodeAt(0);
    this.most = most;
  }

  /** Records that are complete with this text; `last` when no more will come. */
  *split(text: string, last = false): Generator<CsvRecord | RowProblem> {
    let buffer = this.rest + text;
    if (this.passing) {
      const newline = lineEnd(buffer, 0, last);
      if (newline === -1) {
        this.rest = buffer.endsWith('\r') ? '\r' : '';
        return;
      }
      buffer = buffer.slice(newline);
      this.passing = false;
      this.line++;
    }
    let at = 0;
    while (at < buffer.length) {
      const next = this.record(buffer, at, last);
      if (next === undefined) break;
      if (next.outcome) yield next.outcome;
      at = next.end;
    }
    this.rest = this.passing ? '' : buffer.slice(at);
  }

  /** One record from `start`; undefined when its end has not arrived. */
  private record(buffer: string, start: number, last: boolean): Step | undefined {
    const fields: string[] = [];
    let multiline = false;
    let at = start;
    for (;;) {
      const inQuotes = buffer.charCodeAt(at) === quote;
      multiline ||= inQuotes;
      const field = inQuotes ? quoted(buffer, at) : this.plain(buffer, at);
      const after = field.end;
      if (after >= buffer.length || (buffer.charCodeAt(after) === cr && after + 1 === buffer.length)) {
        if (!last)
          return buffer.length - start > this.most ? this.refuseLong(buffer, start, last) : undefined;
        if (field.open) return this.refuse(buffer, start, 'quote-not-closed', last);
      }
      fields.push(field.text);
      const follows = buffer.charCodeAt(after);
      if (follows === this.delimiter) {
        at = after + 1;
        continue;
      }
      if (after < buffer.length && follows !== lf && follows !== cr)
        return this.refuse(buffer, start, 'quote-misplaced', last);
      const end = Math.min(
        buffer.length,
        follows === cr && buffer.charCodeAt(after + 1) === lf ? after + 2 : after + 1,
      );
      if (end - start > this.most) return this.refuseLong(buffer, start, last);
      const line = this.line;
      const lastLine = line + (multiline ? lines(buffer, start, after) : 0);
      this.line = lastLine + 1;
      return { end, outcome: fields.every(isBlank) ? undefined : { line, lastLine, fields } };
    }
  }

  private plain(buffer: string, start: number): Field {
    let at = start;
    for (; at < buffer.length; at++) {
      const char = buffer.charCodeAt(at);
      if (char === this.delimiter || char === lf || char === cr) break;
    }
    return { text: buffer.slice(start, at), end: at };
  }

  /** A record that is too long by its quotes is refused by its first line; a line that is too long, as a whole. */
  private refuseLong(buffer: string, start: number, last: boolean): Step {
    const newline = lineEnd(buffer, start, last);
    const line = newline === -1 || newline - start > this.most;
    return this.refuse(buffer, start, line ? 'row-too-long' : 'quote-not-closed', last);
  }

  private refuse(buffer: string, start: number, code: keyof typeof expected, last: boolean): Step {
    const outcome = problemOf({ line: this.line, code, scope: 'event', rows: 1, expected: expected[code] });
    const newline = lineEnd(buffer, start, last);
    if (newline === -1) {
      this.passing = true;
      return { end: buffer.length, outcome };
    }
    this.line++;
    return { end: newline, outcome };
  }
}

interface Field {
  text: string;
  end: number;
  /** The closing quote has not come. */
  open?: boolean;
}

interface Step {
  end: number;
  outcome: CsvRecord | RowProblem | undefined;
}

const [quote, lf, cr] = [0x22, 0x0a, 0x0d];

const expected = {
  'row-too-long': 'a row of at most a million characters',
  'quote-misplaced': 'a delimiter or the end of the row after a closing quote',
  'quote-not-closed': 'a closing quote',
};

function quoted(buffer: string, start: number): Field {
  let from = start + 1;
  let text = '';
  for (;;) {
    const close = buffer.indexOf('"', from);
    if (close === -1) return { text: '', end: buffer.length, open: true };
    text += buffer.slice(from, close);
    if (buffer.charCodeAt(close + 1) !== quote) return { text, end: close + 1 };
    text += '"';
    from = close + 2;
  }
}

/** Position after the next line break, -1 when it has not arrived. */
function lineEnd(buffer: string, from: number, last: boolean): number {
  const newline = buffer.indexOf('\n', from);
  const carriage = buffer.indexOf('\r', from);
  const ends = (at: number) => at !== -1 && (newline === -1 || at < newline);
  if (!ends(carriage)) return newline !== -1 ? newline + 1 : last ? buffer.length : -1;
  if (carriage + 1 === buffer.length) return last ? carriage + 1 : -1;
  return newline === carriage + 1 ? newline + 1 : carriage + 1;
}

function lines(buffer: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const char = buffer.charCodeAt(at);
    if (char === lf || (char === cr && buffer.charCodeAt(at + 1) !== lf)) count++;
  }
  return count;
}

function isBlank(field: string): boolean {
  return field.trim() === '';
}
