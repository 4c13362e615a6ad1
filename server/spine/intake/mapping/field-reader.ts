import type { Instant } from '#base/time';
import type { ImportMap } from '#contract/import-map';
import type { RowProblem } from '#contract/import-problem';
import { problemOf } from '../readers/problem.ts';
import { type Fields, type FieldValue, textOf } from './fields.ts';
import type { Picked } from './picks.ts';
import { type TimeFault, TimeReader } from './times.ts';

/** Reads optional values; one that cannot be used is reported and left out, the rest stands. */
export class FieldReader {
  private readonly times: TimeReader;
  private readonly report: (problem: RowProblem) => void;

  constructor(map: ImportMap, report: (problem: RowProblem) => void) {
    this.times = new TimeReader(map.timeZone, map.dates);
    this.report = report;
  }

  /** The instant in a field; `rows` and `scope` say what is lost when it cannot be read. */
  time(
    fields: Fields,
    name: string | undefined,
    line: number,
    lost: Pick<RowProblem, 'scope' | 'rows'> = { scope: 'attribute', rows: 0 },
  ): Instant | undefined {
    return this.instant(fields, name, line, lost, (value) => this.times.read(value));
  }

  due(fields: Fields, name: string | undefined, line: number, wholeDay = false): Instant | undefined {
    const lost = { scope: 'attribute', rows: 0 } as const;
    return this.instant(fields, name, line, lost, (value) => this.times.readDue(value, wholeDay));
  }

  private instant(
    fields: Fields,
    name: string | undefined,
    line: number,
    lost: Pick<RowProblem, 'scope' | 'rows'>,
    read: (value: FieldValue) => Instant | TimeFault,
  ): Instant | undefined {
    const value = name === undefined ? undefined : fields.get(name);
    if (!value || value.text.trim() === '') return undefined;
    const instant = read(value);
    if (typeof instant === 'number') return instant;
    this.report(problemOf({ line, ...lost, ...instant, field: name, value: value.text }));
    return undefined;
  }

  text(fields: Fields, name: string | undefined, most: number, line: number): string | undefined {
    const text = textOf(fields, name);
    if (text === undefined || text.length <= most) return text;
    this.leftOut(line, 'value-too-long', name, `at most ${most} characters`, text);
    return undefined;
  }

  amount(fields: Fields, name: string | undefined, line: number): number | undefined {
    const text = textOf(fields, name);
    if (text === undefined) return undefined;
    if (/^-?\d{1,15}(\.\d+)?$/.test(text)) return Number(text);
    this.leftOut(line, 'value-invalid', name, 'a number', text);
    return undefined;
  }

  /** Both degrees, or nothing; one without the other, or beyond the globe, is reported. */
  point(
    fields: Fields,
    names: { longitude: string; latitude: string } | undefined,
    line: number,
  ): { longitude: number; latitude: number } | undefined {
    if (!names) return undefined;
    const texts = [textOf(fields, names.longitude), textOf(fields, names.latitude)] as const;
    if (texts[0] === undefined && texts[1] === undefined) return undefined;
    const [longitude, latitude] = texts.map((text) =>
      text !== undefined && /^[-+]?\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN,
    ) as [number, number];
    if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) return { longitude, latitude };
    this.leftOut(
      line,
      'value-invalid',
      `${names.longitude}, ${names.latitude}`,
      'longitude and latitude in degrees',
      texts.join(', '),
    );
    return undefined;
  }

  code(picked: Picked, line: number): string | undefined {
    if ('code' in picked) return picked.code;
    this.leftOut(line, 'code-unmapped', picked.from, 'a value of the table, or a code', picked.unmapped);
    return undefined;
  }

  private leftOut(
    line: number,
    code: RowProblem['code'],
    field: string | undefined,
    expected: string,
    value: string,
  ): void {
    this.report(problemOf({ line, code, scope: 'attribute', field, expected, value }));
  }
}
