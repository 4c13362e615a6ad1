import { type Instant, toRfc3339 } from '#base/time';
import type { CaseEventType } from '#contract/events';
import type { ImportMap } from '#contract/import-map';
import type { RowProblem } from '#contract/import-problem';
import { problemOf } from '../readers/problem.ts';
import { FieldReader } from './field-reader.ts';
import { type Fields, textOf } from './fields.ts';
import type { MappedEvent } from './mapped-event.ts';
import { codeForm, type Picked, pickerOf, regionForm } from './picks.ts';

/** What every event of a case needs to be one. */
export interface EventHead {
  number: string;
  region: string;
}

export interface CaseHead extends EventHead {
  organ: string;
  item: string;
}

/** Leaves room for `#` and an index in the 200 characters of an event id. */
const longestNumber = 180;

/** Makes head, opening and closing of a case from its attributes. */
export class CaseParts {
  private readonly map: ImportMap;
  private readonly report: (problem: RowProblem) => void;
  private readonly read: FieldReader;
  private readonly region;
  private readonly organ;
  private readonly item;
  private readonly window;

  constructor(map: ImportMap, report: (problem: RowProblem) => void) {
    this.map = map;
    this.report = report;
    this.read = new FieldReader(map, report);
    this.region = pickerOf(map.region, regionForm);
    this.organ = pickerOf(map.organ, codeForm);
    this.item = pickerOf(map.item, codeForm);
    this.window = pickerOf(map.case.window, codeForm);
  }

  /** Undefined when the case cannot stand; `lost` says how much is refused with it. */
  head(fields: Fields, line: number, lost: Pick<RowProblem, 'scope' | 'rows'>): CaseHead | undefined {
    const column = this.map.case.number;
    const number = textOf(fields, column);
    const refuse = (about: Pick<RowProblem, 'code' | 'field' | 'expected' | 'value'>) => {
      this.report(problemOf({ line, ...lost, ...about }));
      return undefined;
    };
    if (number === undefined)
      return refuse({ code: 'case-number-missing', field: column, expected: 'a case number' });
    if (number.length > longestNumber)
      return refuse({
        code: 'value-too-long',
        field: column,
        expected: `at most ${longestNumber} characters`,
        value: number,
      });
    const codes: Record<'region' | 'organ' | 'item', Picked> = {
      region: this.region(fields),
      organ: this.organ(fields),
      item: this.item(fields),
    };
    const head: CaseHead = { number, region: '', organ: '', item: '' };
    for (const part of ['region', 'organ', 'item'] as const) {
      const picked = codes[part];
      if ('unmapped' in picked)
        return refuse({
          code: 'code-unmapped',
          field: picked.from,
          expected: `a ${part} of the mapping`,
          value: picked.unmapped,
        });
      if (picked.code === undefined)
        return refuse({
          code: 'code-unmapped',
          field: part,
          expected: `a ${part}, or a default in the mapping`,
        });
      head[part] = picked.code;
    }
    return head;
  }

  openedAt(fields: Fields, line: number): Instant | undefined {
    return this.read.time(fields, this.map.case.openedAt, line);
  }

  /** The opening of a case that has no events to fall back on; without it the case is refused. */
  neededOpening(fields: Fields, line: number, lost: Pick<RowProblem, 'scope' | 'rows'>): Instant | undefined {
    const field = this.map.case.openedAt;
    if (textOf(fields, field) === undefined)
      this.report(problemOf({ line, ...lost, code: 'time-missing', field, expected: 'a time of opening' }));
    return this.read.time(fields, field, line, lost);
  }

  closedAt(fields: Fields, line: number): Instant | undefined {
    return this.read.time(fields, this.map.case.closedAt, line);
  }

  /** A closing that lies before the opening cannot be one of the two: it is reported, and the case stays open. */
  closedAfter(openedAt: Instant, fields: Fields, line: number): Instant | undefined {
    const closedAt = this.closedAt(fields, line);
    if (closedAt === undefined || closedAt >= openedAt) return closedAt;
    const field = this.map.case.closedAt;
    const expected = `${toRfc3339(openedAt)} or later`;
    const value = textOf(fields, field);
    this.report(
      problemOf({ line, code: 'closed-before-opened', scope: 'attribute', field, expected, value }),
    );
    return undefined;
  }

  opening(head: CaseHead, fields: Fields, line: number, at: Instant, derived: boolean): MappedEvent {
    const { due, title, channel, actor, point } = this.map.case;
    const data: Record<string, unknown> = { item: head.item, organ: head.organ };
    put(data, 'title', this.read.text(fields, title, 400, line));
    put(data, 'channel', this.read.text(fields, channel, 400, line));
    put(data, 'actor', this.read.text(fields, actor, 80, line));
    put(data, 'window', this.read.code(this.window(fields), line));
    if (due) {
      const times: Record<string, unknown> = {};
      put(times, 'legal', asText(this.read.due(fields, due.legal, line, due.wholeDay)));
      put(times, 'promised', asText(this.read.due(fields, due.promised, line, due.wholeDay)));
      if (Object.keys(times).length > 0) data.due = times;
    }
    put(data, 'point', this.read.point(fields, point, line));
    return this.event(head, 'open', 'case.opened', at, line, derived, data);
  }

  result(fields: Fields, line: number): string | undefined {
    return this.read.text(fields, this.map.case.result, 400, line);
  }

  closing(head: EventHead, result: string | undefined, line: number, at: Instant): MappedEvent {
    const data: Record<string, unknown> = {};
    put(data, 'result', result);
    return this.event(head, 'close', 'case.closed', at, line, true, data);
  }

  /** An event whose id is the case number and `index`. */
  event(
    head: EventHead,
    index: string | number,
    type: CaseEventType,
    at: Instant,
    line: number,
    derived: boolean,
    data: Record<string, unknown>,
  ): MappedEvent {
    return {
      specversion: '1.0',
      id: `${head.number}#${index}`,
      source: this.map.source.id,
      type,
      subject: head.number,
      time: toRfc3339(at),
      region: head.region,
      data,
      line,
      derived,
    };
  }
}

function asText(at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : toRfc3339(at);
}

/** Keys without a value are left out, so that the same event is always the same bytes. */
export function put(data: Record<string, unknown>, key: string, value: unknown): void {
  if (value !== undefined) data[key] = value;
}
