import type { Instant } from '#base/time';
import type { ImportMap } from '#contract/import-map';
import type { ReadLimits } from '../readers/limits.ts';
import { ownText } from '../readers/own-text.ts';
import { problemOf, ReadStop } from '../readers/problem.ts';
import type { TableRow } from '../readers/table-model.ts';
import type { Sink } from './batches.ts';
import { type CaseDraft, CaseMapper } from './case-mapper.ts';
import type { CaseHead } from './case-parts.ts';
import { type Fields, RowFields, textOf } from './fields.ts';
import type { TimedEvent } from './log-events.ts';

/** Takes the rows of a table one by one. */
export interface RowMapper {
  row(row: TableRow, index: ReadonlyMap<string, number>): void;
  /** What is left when all rows are read, giving way between cases so that it need not be held at once. */
  end(): Iterable<void>;
}

export function rowMapperOf(map: ImportMap, sink: Sink, limits: ReadLimits): RowMapper {
  const cases = new CaseMapper(map, sink);
  if (map.table?.rows === 'case') return new CaseRows(cases);
  return map.table?.sorted ? new SortedRows(map, cases, sink, limits) : new MixedRows(map, cases, sink);
}

/** Each row is a case. */
class CaseRows implements RowMapper {
  private readonly cases: CaseMapper;

  constructor(cases: CaseMapper) {
    this.cases = cases;
  }

  row({ cells, line }: TableRow, index: ReadonlyMap<string, number>): void {
    this.cases.mapRow(new RowFields(index, cells), line);
  }

  end(): Iterable<void> {
    return [];
  }
}

/** Each row is an event, and the rows of a case stand together: a case is mapped when the next one begins. */
class SortedRows implements RowMapper {
  private draft: (CaseDraft & { number: string | undefined; rows: number }) | undefined;
  private readonly map: ImportMap;
  private readonly cases: CaseMapper;
  private readonly sink: Sink;
  private readonly limits: ReadLimits;

  constructor(map: ImportMap, cases: CaseMapper, sink: Sink, limits: ReadLimits) {
    this.map = map;
    this.cases = cases;
    this.sink = sink;
    this.limits = limits;
  }

  row({ cells, line }: TableRow, index: ReadonlyMap<string, number>): void {
    const fields = new RowFields(index, cells);
    const number = textOf(fields, this.map.case.number);
    if (!this.draft || this.draft.number !== number || number === undefined) {
      this.finish();
      this.draft = { number, rows: 0, line, fields, events: [] };
    }
    const { draft } = this;
    draft.rows++;
    draft.closingFields = fields;
    if (draft.rows <= this.limits.traceEvents) draft.events.push({ line, fields, index: draft.rows });
    else draft.events.length = 0;
  }

  end(): Iterable<void> {
    this.finish();
    return [];
  }

  private finish(): void {
    const { draft } = this;
    this.draft = undefined;
    if (!draft) return;
    if (draft.rows <= this.limits.traceEvents) return this.cases.map(draft);
    const { line, rows } = draft;
    const expected = `at most ${this.limits.traceEvents} events`;
    this.sink.problem(problemOf({ line, code: 'trace-too-large', scope: 'case', rows, expected }));
  }
}

/** What is remembered of a case whose rows stand anywhere: as little as can be, for there are many. */
interface Remembered {
  rows: number;
  opened: boolean;
  region: string;
  lastAt: Instant;
  /** From the latest row that gives one; told when all rows are read. */
  closedAt: Instant | undefined;
  result: string | undefined;
  line: number;
}

const mostCases = 400_000;

/** Each row is an event, in any order: events go on as they come, closings wait for the end of the file. */
class MixedRows implements RowMapper {
  private readonly known = new Map<string, Remembered>();
  private readonly map: ImportMap;
  private readonly cases: CaseMapper;
  private readonly sink: Sink;

  constructor(map: ImportMap, cases: CaseMapper, sink: Sink) {
    this.map = map;
    this.cases = cases;
    this.sink = sink;
  }

  row({ cells, line }: TableRow, index: ReadonlyMap<string, number>): void {
    const fields = new RowFields(index, cells);
    const { parts, log } = this.cases;
    const head = parts.head(fields, line, { scope: 'event', rows: 1 });
    if (!head) return;
    const known = this.remember(head);
    known.rows++;
    const timed = log?.event(head, { line, fields, index: known.rows });
    if (!timed) return;
    if (!known.opened) {
      known.opened = true;
      this.sink.opened();
      const openedAt = parts.openedAt(fields, line) ?? timed.at;
      this.sink.event(parts.opening(head, fields, line, openedAt, true));
    }
    this.sink.event(timed.event);
    this.close(known, fields, line, timed);
  }

  *end(): Generator<void> {
    for (const [number, { region, result, line, closedAt }] of this.known) {
      if (closedAt === undefined) continue;
      this.sink.event(this.cases.parts.closing({ number, region }, result, line, closedAt));
      yield;
    }
  }

  private close(known: Remembered, fields: Fields, line: number, { at, step }: TimedEvent): void {
    const { parts } = this.cases;
    const written = parts.closedAt(fields, line);
    const decides = written !== undefined || (this.map.case.closedBy && at >= known.lastAt);
    known.lastAt = Math.max(known.lastAt, at);
    if (!decides) return;
    known.closedAt = written ?? (this.cases.isClosedBy(step) ? at : undefined);
    known.result = ownText(parts.result(fields, line) ?? '') || undefined;
    known.line = line;
  }

  private remember({ number, region }: CaseHead): Remembered {
    let known = this.known.get(number);
    if (known) return known;
    if (this.known.size >= mostCases)
      throw new ReadStop(
        'cases-too-many',
        `at most ${mostCases} cases, or rows sorted by case and table.sorted`,
      );
    known = {
      rows: 0,
      opened: false,
      region,
      lastAt: Number.NEGATIVE_INFINITY,
      closedAt: undefined,
      result: undefined,
      line: 0,
    };
    this.known.set(ownText(number), known);
    return known;
  }
}
