import type { Instant } from '#base/time';
import { endCounts } from '#spine/journal/end-counts';
import {
  type CorrectionEvent,
  correctionEvents,
  type CorrectionEventType,
} from '#contract/correction-events';
import type { CaseEvent, NamedApplicant } from '#contract/events';
import type { Finding } from '#spine/alerts/rule';
import { inactionFinding } from '#spine/alerts/rules/idle';
import { withLevels } from '#spine/alerts/rules/judge';
import {
  applyEvent,
  type CaseFold,
  type Effect,
  type EventTime,
  type FoldContext,
} from '#spine/cases/apply-event';
import { clockContext, type FoldTools, toolsAt } from '#spine/cases/fold-context';
import { openingOf } from '#spine/cases/opening';
import { lifted, type Settled } from '#spine/clocks/settled-warnings';
import { levelNumber, type Timetable, type TimetableRung, watchesIdle } from '#spine/clocks/timetable';
import { applyCorrection, type CorrectionFold } from '#spine/corrections/apply-correction';
import { CorrectionBook } from '#spine/corrections/correction-book';
import type { JournalEntry } from '#spine/journal/replay-rows';
import { applyPartEvent, type PartFold } from '#spine/platform/apply-part';
import { meaningOf, opensCase, partOfEvent } from '#spine/platform/installed';
import type { CounterName } from '#spine/statistics/tally';

/** How far time has passed for a case. */
export interface CaseHorizon {
  /** Every warning up to this time must have been given. */
  certain: Instant;
  /** A warning up to this time may have been given already. */
  possible: Instant;
}

/** An alert as the journal implies it. */
export interface RetoldAlert {
  key: string;
  rule: string;
  level: number;
  firedAt: Instant;
  evidence: string | null;
  /** As in `alert.status`. */
  status: number;
  /** A warning that settled itself, and so counts as ended on the day on which it was given. */
  settled: boolean;
}

/** A case as the journal tells it. */
export interface RetoldCase {
  sourceId: number;
  itemId: number;
  itemVersion: number;
  organId: number;
  personId: number | null;
  openedAt: Instant;
  fold: CaseFold;
  /** The part of a platform that it belongs to, with its state. */
  part: PartFold | null;
  /** By key, in the order in which they were given. */
  alerts: Map<string, RetoldAlert>;
  /** Forms that an alert may have instead, or without having to: known only after a thorough retelling. */
  possible: Map<string, RetoldAlert[]>;
  corrections: Map<string, CorrectionFold>;
  /** What corrections made of alerts, by key: the ticker gave such an alert before, the story may tell it only later. */
  corrected: Map<string, number>;
  counts: { counter: CounterName; at: Instant; n?: number }[];
}

const isOverdue = (rule: string) => rule.startsWith('OVERDUE');
const clockOf = (key: string) => key.slice(0, key.indexOf(':') + 1);

/** Tells one case from its journal entries, through the same pure functions as intake and ticker. */
class Telling {
  readonly #tools: FoldTools;
  readonly #horizon: CaseHorizon;
  readonly #thorough: boolean;
  readonly #one: Omit<RetoldCase, 'fold'>;
  #last: JournalEntry;
  #lastContext: FoldContext;

  constructor(tools: FoldTools, horizon: CaseHorizon, thorough: boolean, opening: JournalEntry) {
    this.#tools = tools;
    this.#horizon = horizon;
    this.#thorough = thorough;
    const at = timeOf(opening).at;
    const said = meaningOf(opening.type, opening.data)!.data as {
      item: string;
      organ?: string;
    } & NamedApplicant;
    const { item, organ } = openingOf(toolsAt(tools, opening.edition).registry, said, at);
    const part = partOfEvent(opening.type);
    this.#one = {
      sourceId: opening.source_id,
      itemId: item.id,
      itemVersion: item.version,
      organId: organ.id,
      personId: said.personId ?? null,
      openedAt: at,
      part: part && { part, state: null },
      alerts: new Map(),
      possible: new Map(),
      corrections: new Map(),
      corrected: new Map(),
      counts: [{ counter: 'opened', at }],
    };
    this.#last = opening;
    this.#lastContext = this.#contextOf(opening);
  }

  tell(entries: readonly JournalEntry[]): RetoldCase {
    let fold = this.#apply(null, entries[0]!, this.#lastContext);
    for (const entry of entries.slice(1)) {
      const context = this.#contextOf(entry);
      if (this.#thorough) this.#between(fold, timeOf(entry).at);
      fold = CorrectionBook.handles(entry.type)
        ? this.#correct(fold, entry, context)
        : this.#apply(fold, entry, context);
      this.#last = entry;
      this.#lastContext = context;
    }
    this.#passTime(fold);
    return { ...this.#one, fold };
  }

  #contextOf({ edition, data }: JournalEntry): FoldContext {
    const tools = toolsAt(this.#tools, edition);
    const clocks = clockContext(tools, this.#one);
    const acting = typeof data.organ === 'string' ? tools.registry.organ(data.organ) : clocks.organ;
    if (!acting) throw new Error(`organ ${String(data.organ)} was not registered`);
    return { ...clocks, actingOrgan: acting, parameters: tools.parameters };
  }

  #apply(before: CaseFold | null, entry: JournalEntry, context: FoldContext): CaseFold {
    const { counts } = this.#one;
    const time = timeOf(entry);
    const effect = this.#effectOf(before, entry, time, context);
    for (const rung of effect.rungs) this.#give(ofRung(rung), effect.settled);
    for (const settled of effect.settled) this.#settle(settled);
    for (const finding of effect.findings) this.#give(ofFinding(finding));
    counts.push(...endCounts(before, effect.fold, time.at));
    return effect.fold;
  }

  #effectOf(before: CaseFold | null, entry: JournalEntry, time: EventTime, context: FoldContext): Effect {
    const { part } = this.#one;
    const event = { type: entry.type, data: entry.data };
    if (!part) return applyEvent(before, event as CaseEvent, time, context);
    const effect = applyPartEvent(before, part, event, time, context);
    this.#one.part = { part: part.part, state: effect.state };
    return effect;
  }

  #correct(before: CaseFold, entry: JournalEntry, context: FoldContext): CaseFold {
    const one = this.#one;
    const type = entry.type as CorrectionEventType;
    const event = { type, data: correctionEvents[type].parse(entry.data) } as CorrectionEvent;
    const { correction } = event.data;
    const { at } = timeOf(entry);
    const earlier = one.corrections.get(correction) ?? null;
    const effect = applyCorrection(earlier, event, at, before.timetable, context);
    one.corrections.set(correction, effect.fold);
    for (const counter of effect.counters) one.counts.push({ counter, at });
    for (const rung of effect.rungs) this.#give(ofRung(rung));
    for (const key of [effect.fold.state.alertKey, ...effect.endedKeys]) {
      one.corrected.set(key, effect.alertStatus);
      const alert = one.alerts.get(key);
      if (alert) alert.status = effect.alertStatus;
    }
    return { ...before, seq: before.seq + 1, timetable: effect.timetable };
  }

  /** What is given stays given: a key that is there keeps its first form. */
  #give(alert: RetoldAlert, settled: readonly Settled[] = []): void {
    const { alerts } = this.#one;
    if (alerts.has(alert.key)) return;
    const corrected = this.#one.corrected.get(alert.key);
    if (corrected !== undefined) {
      alerts.set(alert.key, { ...alert, status: corrected });
      return;
    }
    const by = alert.rule === 'EXPIRING' && settled.find((one) => alert.key.startsWith(one.prefix));
    alerts.set(alert.key, by ? { ...alert, status: by.status, settled: true } : alert);
  }

  #settle({ prefix, status }: Settled): void {
    for (const alert of this.#one.alerts.values())
      if (alert.rule === 'EXPIRING' && alert.status === 0 && alert.key.startsWith(prefix)) {
        alert.status = status;
        alert.settled = true;
      }
  }

  /** Time after the last entry: the ticker gives what falls due, and a higher card lifts the warnings before it. */
  #passTime(fold: CaseFold): void {
    for (const rung of pendingOf(fold.timetable)) {
      if (rung[0] > this.#horizon.certain) break;
      if (rung[2] === 'INACTION') continue;
      const fresh = !this.#one.alerts.has(rung[1]);
      this.#give(ofRung(rung));
      if (fresh && isOverdue(rung[2])) this.#settle({ prefix: clockOf(rung[1]), status: lifted });
    }
    for (const silence of this.#silence(fold, this.#horizon.certain)) this.#give(silence);
    if (this.#thorough) this.#between(fold, Number.POSITIVE_INFINITY);
  }

  /** The silence after the last entry, if it has been too long by `upTo`. */
  #silence({ state }: CaseFold, upTo: Instant): RetoldAlert[] {
    if (!watchesIdle(state, this.#lastContext)) return [];
    const { item, organ, calendar, idlePercent, parameters } = this.#lastContext;
    const finding = inactionFinding(state, item, calendar(organ.calendar), organ, idlePercent);
    return finding.at <= upTo ? withLevels([finding], parameters).map(ofFinding) : [];
  }

  /**
   * What the ticker may have given between the last entry and one at `at` although the story as a whole does not tell it:
   * a source that replays the past tells of a time that its clocks have gone through already, or the reference data
   * changed while nobody acted.
   */
  #between(fold: CaseFold, at: Instant): void {
    const replayed = this.#last.historic || at === Number.POSITIVE_INFINITY;
    const upTo = replayed ? this.#horizon.possible : Math.min(at, this.#horizon.possible);
    const given = [
      ...pendingOf(fold.timetable)
        .filter((rung) => rung[0] <= upTo && rung[2] !== 'INACTION')
        .map(ofRung),
      ...this.#silence(fold, upTo),
    ];
    for (const alert of given) {
      const forms = this.#one.possible.get(alert.key);
      if (forms) forms.push(alert);
      else this.#one.possible.set(alert.key, [alert]);
    }
  }
}

export function timeOf(entry: JournalEntry): EventTime {
  const { historic, occurred_at: occurredAt, recorded_at: recordedAt } = entry;
  return { at: historic ? occurredAt : recordedAt, occurredAt, recordedAt, historic };
}

function pendingOf(timetable: Timetable | undefined): TimetableRung[] {
  return timetable ? timetable.rungs.slice(timetable.nextI) : [];
}

function ofRung([firedAt, key, rule, level]: TimetableRung): RetoldAlert {
  return { key, rule, level, firedAt, evidence: null, status: 0, settled: false };
}

/** An alert of what a rule noticed. */
export function ofFinding({ key, rule, level, at, evidence }: Finding): RetoldAlert {
  return {
    key,
    rule,
    level: levelNumber[level],
    firedAt: at,
    evidence: JSON.stringify(evidence),
    status: 0,
    settled: false,
  };
}

/**
 * A case told from its journal entries, up to its horizon. `thorough` tells also what may have been given without
 * having to; slower, and needed only where something differs.
 * @throws when the entries are no story of a case (an opening first, every event in its schema)
 */
export function retellCase(
  entries: readonly JournalEntry[],
  tools: FoldTools,
  horizon: CaseHorizon,
  thorough = false,
): RetoldCase {
  const opening = entries[0];
  if (!opening || !opensCase(opening.type, opening.data))
    throw new Error(`a case begins with case.opened, not with ${opening?.type ?? 'nothing'}`);
  return new Telling(tools, horizon, thorough, opening).tell(entries);
}
