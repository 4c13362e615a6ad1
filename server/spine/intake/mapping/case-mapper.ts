import type { Instant } from '#base/time';
import type { ImportMap } from '#contract/import-map';
import { problemOf } from '../readers/problem.ts';
import type { Sink } from './batches.ts';
import { type CaseHead, CaseParts } from './case-parts.ts';
import type { Fields } from './fields.ts';
import { type EventDraft, LogEvents, type TimedEvent } from './log-events.ts';

/** A case as it was read as a whole: a trace, or the rows of one case. */
export interface CaseDraft {
  line: number;
  fields: Fields;
  /** Where the closing is read, when it is another row than the opening. */
  closingFields?: Fields;
  events: EventDraft[];
}

/** Maps cases that are read as a whole: opening, the log's events in the order of their times, closing. */
export class CaseMapper {
  readonly parts: CaseParts;
  readonly log: LogEvents | undefined;
  private readonly sink: Sink;
  private readonly closedBy: ReadonlySet<string>;

  constructor(map: ImportMap, sink: Sink) {
    const report = sink.problem.bind(sink);
    this.sink = sink;
    this.parts = new CaseParts(map, report);
    this.log = map.event && new LogEvents(map, map.event, this.parts, report);
    this.closedBy = new Set(map.case.closedBy);
  }

  map(draft: CaseDraft): void {
    const { line, fields, events } = draft;
    const { parts, sink } = this;
    const head = parts.head(fields, line, { scope: 'case', rows: events.length });
    if (!head) return;
    const timed = this.inOrder(head, events);
    const openedAt = parts.openedAt(fields, line) ?? timed[0]?.at;
    if (openedAt === undefined) {
      const expected = 'a time of opening, or one event with a time';
      sink.problem(problemOf({ line, code: 'case-without-times', scope: 'case', expected }));
      return;
    }
    sink.opened();
    sink.event(parts.opening(head, fields, line, openedAt, true));
    const closing = draft.closingFields ?? fields;
    const closedAt = parts.closedAt(closing, line) ?? this.closedByLast(timed);
    // In its place in time: told later, it would let clocks run on over the end of the case.
    const inTime = closedAt === undefined ? timed : timed.filter(({ at }) => at <= closedAt);
    for (const { event } of inTime) sink.event(event);
    if (closedAt === undefined) return;
    sink.event(parts.closing(head, parts.result(closing, line), line, closedAt));
    for (const { event, at } of timed) if (at > closedAt) sink.event(event);
  }

  /** A case that is one row: the row itself is its opening, so that opening counts as the file's own event. */
  mapRow(fields: Fields, line: number): void {
    const { parts, sink } = this;
    const lost = { scope: 'case', rows: 1 } as const;
    const head = parts.head(fields, line, lost);
    if (!head) return;
    const openedAt = parts.neededOpening(fields, line, lost);
    if (openedAt === undefined) return;
    sink.opened();
    sink.event(parts.opening(head, fields, line, openedAt, false));
    const closedAt = parts.closedAfter(openedAt, fields, line);
    if (closedAt !== undefined) sink.event(parts.closing(head, parts.result(fields, line), line, closedAt));
  }

  isClosedBy(step: string): boolean {
    return this.closedBy.has(step);
  }

  /** Events of equal time stay in the order of the file. */
  private inOrder(head: CaseHead, drafts: EventDraft[]): TimedEvent[] {
    const timed: TimedEvent[] = [];
    let sorted = true;
    for (const draft of drafts) {
      const one = this.log?.event(head, draft);
      if (!one) continue;
      if (timed.length > 0 && timed[timed.length - 1]!.at > one.at) sorted = false;
      timed.push(one);
    }
    return sorted ? timed : timed.sort((one, other) => one.at - other.at);
  }

  private closedByLast(timed: TimedEvent[]): Instant | undefined {
    const last = timed[timed.length - 1];
    return last && this.closedBy.has(last.step) ? last.at : undefined;
  }
}
