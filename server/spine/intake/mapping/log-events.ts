import type { Instant } from '#base/time';
import type { ImportMap } from '#contract/import-map';
import type { RowProblem } from '#contract/import-problem';
import { problemOf } from '../readers/problem.ts';
import { type CaseHead, type CaseParts, put } from './case-parts.ts';
import { FieldReader } from './field-reader.ts';
import { type Fields, textOf } from './fields.ts';
import type { MappedEvent } from './mapped-event.ts';
import { codeForm, pickerOf } from './picks.ts';
import { stepCodeOf } from './step-codes.ts';

/** An event as the file has it; `index` is its place within the case, counted from 1, refused ones included. */
export interface EventDraft {
  line: number;
  fields: Fields;
  index: number;
}

export interface TimedEvent {
  at: Instant;
  /** The activity as the file names it. */
  step: string;
  event: MappedEvent;
}

type EventMap = NonNullable<ImportMap['event']>;

/** Makes the log's own events. */
export class LogEvents {
  private readonly map: EventMap;
  private readonly parts: CaseParts;
  private readonly report: (problem: RowProblem) => void;
  private readonly read: FieldReader;
  private readonly post;
  private readonly organ;
  private readonly window;

  constructor(map: ImportMap, event: EventMap, parts: CaseParts, report: (problem: RowProblem) => void) {
    this.map = event;
    this.parts = parts;
    this.report = report;
    this.read = new FieldReader(map, report);
    this.post = pickerOf(event.post, codeForm);
    this.organ = pickerOf(event.organ, codeForm);
    this.window = pickerOf(event.window, codeForm);
  }

  /** Undefined when the event is refused: without a readable time or without a step it says nothing. */
  event(head: CaseHead, { line, fields, index }: EventDraft): TimedEvent | undefined {
    const { map } = this;
    const lost = { scope: 'event', rows: 1 } as const;
    if (!fields.get(map.time)?.text.trim()) {
      this.report(
        problemOf({
          line,
          ...lost,
          code: 'time-missing',
          field: map.time,
          expected: 'a time that can be read',
        }),
      );
      return undefined;
    }
    const step = textOf(fields, map.step);
    if (step === undefined) {
      this.report(
        problemOf({ line, ...lost, code: 'step-missing', field: map.step, expected: 'the name of a step' }),
      );
      return undefined;
    }
    const at = this.read.time(fields, map.time, line, lost);
    if (at === undefined) return undefined;
    const meaning = Object.hasOwn(map.types, step) ? map.types[step] : undefined;
    const type = meaning?.type ?? 'case.step-done';
    const data = type === 'case.step-done' ? this.stepData(step) : {};
    Object.assign(data, meaning?.data);
    this.addActors(data, fields, line);
    if (type === 'case.step-done') put(data, 'amount', this.read.amount(fields, map.amount, line));
    const event = this.parts.event(head, index, type, at, line, false, data);
    event.id = this.read.text(fields, map.id, 200, line) ?? event.id;
    return { at, step, event };
  }

  private stepData(step: string): Record<string, unknown> {
    if (Object.hasOwn(this.map.steps, step)) return { step: this.map.steps[step] };
    const code = stepCodeOf(step);
    // The name that the code was made from is kept where the two differ.
    return code === step ? { step: code } : { step: code, note: step.slice(0, 400) };
  }

  private addActors(data: Record<string, unknown>, fields: Fields, line: number): void {
    const { read, map } = this;
    put(data, 'actor', read.text(fields, map.actor, 80, line));
    put(data, 'post', read.code(this.post(fields), line));
    put(data, 'organ', read.code(this.organ(fields), line));
    put(data, 'window', read.code(this.window(fields), line));
  }
}
