import type { Instant } from '#base/time';
import type { CaseEvent } from '#contract/events';
import { applyEvent, type CaseFold, type EventTime, type FoldContext } from '#spine/cases/apply-event';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import { CorrectionBook } from '#spine/corrections/correction-book';
import type { JournalEntry } from '#spine/journal/replay-rows';
import { applyPartEvent, type PartFold } from '#spine/platform/apply-part';
import { partOfEvent } from '#spine/platform/installed';

/** An entry of a case, as far as telling it again goes by it. */
export type ToldEntry = Pick<JournalEntry, 'type' | 'historic' | 'occurred_at' | 'recorded_at' | 'data'>;

/** The world that a case is told in: an item as it is, or as it might be, with today's calendars, rules and policies. */
export interface TellingWorld {
  context: FoldContext;
  organByCode: (code: string) => RegisteredOrgan | undefined;
  /** Due times that the source gave do not count: other limits are being tried. */
  ownLimits: boolean;
  /** How far time has passed for the case: what was due by then has fallen due. */
  present: Instant;
}

/** What is no act of anybody on the case: corrections of alerts that may never come, clocks that follow a calendar. */
const leftOut = (type: string) => CorrectionBook.handles(type) || type === 'case.recalculated';

/**
 * The rules that would have noticed something, by the same pure functions as intake; without warnings of a near due time and
 * of silence, and without what looks over several cases. Pure.
 */
export function rulesUnder(entries: readonly ToldEntry[], world: TellingWorld): Set<string> {
  const rules = new Set<string>();
  const part = partOfEvent(entries[0]!.type);
  let inPart: PartFold | null = part && { part, state: null };
  let fold: CaseFold | null = null;
  for (const entry of entries) {
    if (leftOut(entry.type)) continue;
    const event = { type: entry.type, data: dataOf(entry, world) };
    const context = contextOf(entry, world);
    if (inPart) {
      const effect = applyPartEvent(fold, inPart, event, timeOf(entry), context);
      inPart = { part: inPart.part, state: effect.state };
      fold = note(rules, effect);
    } else fold = note(rules, applyEvent(fold, event as CaseEvent, timeOf(entry), context));
  }
  const { timetable } = fold!;
  for (const [at, , rule] of timetable?.rungs.slice(timetable.nextI) ?? [])
    if (at <= world.present) rules.add(rule);
  for (const rule of ['EXPIRING', 'INACTION']) rules.delete(rule);
  return rules;
}

function note(rules: Set<string>, effect: ReturnType<typeof applyEvent>): CaseFold {
  for (const [, , rule] of effect.rungs) rules.add(rule);
  for (const { rule } of effect.findings) rules.add(rule);
  return effect.fold;
}

function dataOf({ data }: ToldEntry, { ownLimits }: TellingWorld): Record<string, unknown> {
  if (!ownLimits || !('due' in data)) return data;
  const { due: _due, ...rest } = data;
  return rest;
}

function contextOf({ data }: ToldEntry, { context, organByCode }: TellingWorld): FoldContext {
  const acting = typeof data.organ === 'string' ? organByCode(data.organ) : undefined;
  return acting ? { ...context, actingOrgan: acting } : context;
}

function timeOf({ historic, occurred_at: occurredAt, recorded_at: recordedAt }: ToldEntry): EventTime {
  return { at: historic ? occurredAt : recordedAt, occurredAt, recordedAt, historic };
}
