import type { CivilTime } from './civil-time.ts';
import type { PartHandler } from './xlsx-part.ts';

const day = 86_400_000;

/**
 * The civil time of a serial number: days since 1899-12-31 with the 29 February 1900 that never was, so that
 * everything from March 1900 counts from the 30th; or days since 1904-01-01 (ECMA-376 part 1, 18.17.4.1).
 */
export function fromSerial(serial: number, from1904: boolean): CivilTime {
  const first = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 61 ? 31 : 30);
  const civil = first + Math.round(serial * day);
  return Number.isInteger(serial) ? { civil, wholeDay: true } : { civil };
}

/** Which cell styles show their number as a date. */
export class DateStyles implements PartHandler {
  private readonly dateFormats = new Set<number>();
  private readonly styles: boolean[] = [];
  private inCellFormats = false;

  isDate(style: number): boolean {
    return this.styles[style] ?? false;
  }

  open(name: string, { numFmtId, formatCode }: Record<string, string>): void {
    if (name === 'cellXfs') this.inCellFormats = true;
    if (name === 'numFmt' && isDateFormat(formatCode ?? '')) this.dateFormats.add(Number(numFmtId));
    if (name !== 'xf' || !this.inCellFormats || this.styles.length >= mostStyles) return;
    const id = Number(numFmtId ?? 0);
    this.styles.push(builtIn(id) || this.dateFormats.has(id));
  }

  close(name: string): void {
    if (name === 'cellXfs') this.inCellFormats = false;
  }
}

const mostStyles = 65_490;

/** Built-in formats, those of Chinese, Japanese and Korean workbooks among them (18.8.30). */
function builtIn(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** Letters of date and time outside quotes, escapes and brackets: `yyyy"年"m"月"d"日"`, but not `0.00 "days"`. */
export function isDateFormat(format: string): boolean {
  const plain = format.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  return /[ymdhs]/i.test(plain) && !/general/i.test(plain);
}
