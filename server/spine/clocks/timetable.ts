import type { Instant } from '#base/time';
import type { Limit } from '#contract/catalogue';
import type { CardPolicy, Clock, ClockLimit } from '#contract/clock';
import type { CaseEvent } from '#contract/events';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import { endedStatuses, stepOf, type CaseState } from '#spine/cases/case-state';
import type { RegisteredItem, RegisteredOrgan } from '#spine/catalogue/registry';
import {
  extendClock,
  pauseClock,
  restartClock,
  resumeClock,
  startClock,
  stopClock,
} from '#spine/clocks/clock-state';
import { dueOf, isLate } from '#spine/clocks/due';
import { byNewestCalendar, followCalendars } from '#spine/clocks/newest-calendar';
import { scheduleOf } from '#spine/clocks/rungs';
import { correctionPolicyOf } from '#spine/corrections/correction-keys';
import { awaitsOrgan, idleDeadline, mayBeIdle, silenceKey } from '#spine/alerts/rules/idle';
import { type AnyPartEvent, clockKind, isPartClock, partClockOf } from '#spine/platform/installed';
import type { Part, PartState } from '#spine/platform/part';

/** [instant, key unique within the case, rule, level 1 to 3]: what fires when. Short, since every case stores it. */
export type TimetableRung = [at: Instant, key: string, rule: string, level: 1 | 2 | 3];

/** All clocks of a case and the index of what falls due; the index is derived from the clocks. */
export interface Timetable {
  clocks: Record<string, Clock>;
  rungs: TimetableRung[];
  /** The first rung that has not fired. */
  nextI: number;
  /** Due time of the running case clock that ends first. */
  dueAt: Instant | null;
}

/** What clocks need to know of the world; calendars are asked for by the version that a clock began with. */
export interface ClockContext {
  item: RegisteredItem;
  organ: RegisteredOrgan;
  policy: CardPolicy;
  policyByCode: (code: string) => CardPolicy;
  calendar: (code: string, version?: number) => WorkingCalendar;
  /** Share of the promise without any act that is noticed (INACTION), in percent. */
  idlePercent: number;
  /** Rules that are switched off: their warnings are not set. */
  silent?: ReadonlySet<string>;
}

export const levelNumber = { notice: 1, yellow: 2, red: 3 } as const;

/** Clocks of the case itself; step clocks are `step:<code>`, those of a correction `correction:<alert>:<part>`, of a part `part:…`. */
const caseClocks = ['promised', 'legal'] as const;

/** Silent acceptance: five working days after receipt (Administrative Licensing Law art. 32). */
const acceptanceLimit: Limit = { n: 5, unit: 'working-day' };

/**
 * Whether an event can start, stop, pause or move a clock of this item: decides whether the timetable is read at all.
 * Other events leave the rung of inaction as it is, for the ticker to look again when it comes up; one that ends a long
 * silence finds it used up perhaps, and has to set a new one.
 * @param lastAt of the case before the event; null before the opening
 */
export function movesClocks(
  event: CaseEvent,
  lastAt: Instant | null,
  at: Instant,
  { item, idlePercent }: Pick<ClockContext, 'item' | 'idlePercent'>,
): boolean {
  switch (event.type) {
    case 'case.fee-charged':
    case 'case.amended':
      break;
    case 'case.step-done':
      if (timedSteps(item).has(event.data.step)) return true;
      break;
    default:
      return true;
  }
  return lastAt !== null && mayBeIdle(lastAt, at, item, idlePercent);
}

const timed = new WeakMap<RegisteredItem, Set<string>>();
function timedSteps(item: RegisteredItem): Set<string> {
  let steps = timed.get(item);
  if (!steps) {
    steps = new Set(item.flow.steps.flatMap((step) => (step.limit ? [step.code, step.limit.from] : [])));
    timed.set(item, steps);
  }
  return steps;
}

function start(kind: string, at: Instant, limit: ClockLimit, context: ClockContext): Clock {
  const { organ } = context;
  return startClock({
    kind,
    at,
    limit,
    calendar: context.calendar(organ.calendar),
    zone: organ.timeZone,
    periods: organ.workPeriods,
  });
}

function hasStep(item: RegisteredItem, step: string): boolean {
  return item.flow.steps.some((one) => one.code === step);
}

/** Promised and legal clocks begin with acceptance where the flow has it (art. 42), else with the opening. */
function startCaseClocks(clocks: Record<string, Clock>, at: Instant, context: ClockContext): void {
  for (const kind of caseClocks) {
    const limit = context.item.limits[kind];
    if (limit && !clocks[kind])
      clocks[kind] = start(kind, at, { n: limit.n, unit: limit.unit, rollEnd: limit.rollEnd }, context);
  }
}

function open(
  event: Extract<CaseEvent, { type: 'case.opened' }>,
  at: Instant,
  context: ClockContext,
): Record<string, Clock> {
  const clocks: Record<string, Clock> = {};
  const given = event.data.due;
  for (const kind of caseClocks) {
    const due = given?.[kind];
    if (due) clocks[kind] = start(kind, at, { due: Date.parse(due), givenBy: 'source' }, context);
  }
  if (given?.legal || given?.promised) return clocks;
  if (hasStep(context.item, 'accept')) {
    if (context.item.type === '01') clocks.acceptance = start('acceptance', at, acceptanceLimit, context);
  } else startCaseClocks(clocks, at, context);
  return clocks;
}

function change(
  clocks: Record<string, Clock>,
  which: (kind: string) => boolean,
  how: (clock: Clock) => Clock,
): void {
  for (const kind of Object.keys(clocks)) if (which(kind)) clocks[kind] = how(clocks[kind]!);
}

/** Clocks that stand still with the case and end with it. */
const isCaseClock = (kind: string) =>
  !kind.startsWith('correction:') && !(isPartClock(kind) && partClockOf(kind).lasting);
const isMainClock = (kind: string) => kind === 'promised' || kind === 'legal';

function moveSteps(clocks: Record<string, Clock>, step: string, at: Instant, context: ClockContext): void {
  if (!timedSteps(context.item).has(step)) return;
  for (const one of context.item.flow.steps) {
    if (!one.limit) continue;
    const kind = `step:${one.code}`;
    if (one.limit.from === step) {
      const running = clocks[kind];
      clocks[kind] = running
        ? byNewestCalendar(restartClock(running, at), context.calendar)
        : start(kind, at, { n: one.limit.n, unit: one.limit.unit, rollEnd: one.limit.rollEnd }, context);
    }
    if (one.code === step && clocks[kind]) clocks[kind] = stopClock(clocks[kind], at);
  }
}

/**
 * Clocks that an end has stopped and that its taking back lets run on with what was left of them. Those of steps begin again with
 * the step that they are counted from.
 */
function reopen(
  clocks: Record<string, Clock>,
  { acceptedAt, reopened }: CaseState,
  at: Instant,
  context: ClockContext,
): void {
  // Of a case that had not ended the clocks stand as they stood.
  if (reopened?.at !== at) return;
  change(
    clocks,
    (kind) => isMainClock(kind) || (kind === 'acceptance' && acceptedAt === null),
    (clock) => byNewestCalendar(restartClock(clock, at), context.calendar),
  );
}

/** The clocks after one more event. The object is new; clocks that did not move are the same. */
function moveClocks(
  before: Record<string, Clock>,
  event: CaseEvent | null,
  after: CaseState,
  at: Instant,
  context: ClockContext,
): Record<string, Clock> {
  const clocks = { ...before };
  followCalendars(clocks, context.calendar);
  const step = event && stepOf(event);
  if (step) moveSteps(clocks, step, at, context);
  switch (event?.type) {
    case 'case.accepted':
      change(
        clocks,
        (kind) => kind === 'acceptance',
        (clock) => stopClock(clock, at),
      );
      if (hasStep(context.item, 'accept')) startCaseClocks(clocks, at, context);
      break;
    case 'case.correction-asked':
    case 'case.not-accepted':
      change(
        clocks,
        (kind) => kind === 'acceptance',
        (clock) => stopClock(clock, at),
      );
      break;
    case 'case.decided':
      change(clocks, isMainClock, (clock) => stopClock(clock, at));
      break;
    case 'case.paused': {
      const { procedure: kind, basis, expectedDays } = event.data;
      change(clocks, isCaseClock, (clock) => pauseClock(clock, { at, kind, basis, expectedDays }));
      break;
    }
    case 'case.resumed':
      change(clocks, isCaseClock, (clock) => resumeClock(clock, at));
      break;
    case 'case.reopened':
      reopen(clocks, after, at, context);
      break;
    case 'case.extended': {
      const { n, unit, basis } = event.data;
      change(clocks, isMainClock, (clock) => extendClock(clock, { at, n, unit, basis }));
      break;
    }
    default:
      break;
  }
  if (endedStatuses.has(after.status)) change(clocks, isCaseClock, (clock) => stopClock(clock, at));
  return clocks;
}

/** The policy and, where it is not the card policy of the case, the rule that a clock's rungs carry. */
function policyOf(kind: string, context: ClockContext): { policy: CardPolicy; rule?: string } {
  if (kind.startsWith('step:')) return { policy: context.policyByCode('step-limit'), rule: 'STEP_OVERDUE' };
  if (kind === 'acceptance')
    return { policy: context.policyByCode('silent-acceptance'), rule: 'SILENT_ACCEPTANCE' };
  if (kind.startsWith('correction:'))
    return { policy: context.policyByCode(correctionPolicyOf(kind)), rule: 'CORRECTION_OVERDUE' };
  if (isPartClock(kind)) {
    const { policy, rule } = partClockOf(kind);
    return { policy: context.policyByCode(policy), rule };
  }
  return { policy: context.policy };
}

/** Adds the warnings of one clock, under the policy that is meant for it, to `rungs`; returns its due time. */
export function addRungs(
  rungs: TimetableRung[],
  kind: string,
  clock: Clock,
  context: ClockContext,
): Instant | null {
  const { policy, rule } = policyOf(kind, context);
  const schedule = scheduleOf(clock, policy, context.calendar(clock.calendar, clock.calendarVersion));
  for (const rung of schedule.rungs)
    if (!context.silent?.has(rule ?? rung.rule))
      rungs.push([rung.at, `${kind}:${rung.code}`, rule ?? rung.rule, levelNumber[rung.level]]);
  return schedule.dueAt;
}

/** Whether a silence is noticed at all: it is the organ's turn, and the rule is in force. */
export const watchesIdle = (state: CaseState, { silent }: Pick<ClockContext, 'silent'>): boolean =>
  !silent?.has('INACTION') && awaitsOrgan(state);

/** When an open case in which nobody acts after `lastAt` is noticed (INACTION). */
export function idleRung(lastAt: Instant, context: ClockContext): TimetableRung {
  const { item, organ } = context;
  const at = idleDeadline(lastAt, item, context.calendar(organ.calendar), organ, context.idlePercent);
  return [at, silenceKey(lastAt), 'INACTION', levelNumber.yellow];
}

/** Derives the index of rungs from the clocks, with the rung of inaction where the organ is awaited. */
export function indexClocks(
  clocks: Record<string, Clock>,
  idle: TimetableRung | null,
  context: ClockContext,
): Pick<Timetable, 'rungs' | 'dueAt'> {
  const rungs: TimetableRung[] = [];
  let dueAt: Instant | null = null;
  for (const kind of Object.keys(clocks)) {
    const clock = clocks[kind]!;
    const clockDueAt = addRungs(rungs, kind, clock, context);
    if (
      isMainClock(kind) &&
      clock.stoppedAt === null &&
      clockDueAt !== null &&
      (dueAt === null || clockDueAt < dueAt)
    )
      dueAt = clockDueAt;
  }
  if (idle) rungs.push(idle);
  rungs.sort((a, b) => a[0] - b[0]);
  return { rungs, dueAt };
}

/** Whether a clock of the case (not of a correction) was stopped after it fell due. */
function endedLate(clocks: Record<string, Clock>, context: ClockContext): boolean {
  return Object.keys(clocks).some((kind) => {
    const clock = clocks[kind]!;
    if (!isCaseClock(kind) || kind === 'acceptance' || clock.stoppedAt === null) return false;
    const { dueAt } = dueOf(clock, context.calendar(clock.calendar, clock.calendarVersion));
    return dueAt !== null && isLate(clock, dueAt, clock.stoppedAt);
  });
}

export interface Advance {
  timetable: Timetable;
  /** Rungs that fell due up to and with this event; the journal fires each key once. */
  fired: TimetableRung[];
  late: boolean;
}

/**
 * One event on the timetable of a case. What fell due before the event fires first, so that the warnings do not depend
 * on how often the ticker came by; what falls due at its very instant is for the clocks after it to say.
 * @param event null for an act that no clock goes by
 */
export function advance(
  before: Timetable | null,
  event: CaseEvent | null,
  after: CaseState,
  at: Instant,
  context: ClockContext,
): Advance {
  const clocks =
    event?.type === 'case.opened'
      ? open(event, at, context)
      : moveClocks(before?.clocks ?? {}, event, after, at, context);
  return withClocks(before, clocks, after, at, context);
}

/** The clocks after an event of a part: those of its own that it starts and stops. */
export function advanceParts(
  before: Timetable | null,
  { part, event, state }: { part: Part; event: AnyPartEvent; state: PartState },
  after: CaseState,
  at: Instant,
  context: ClockContext,
): Advance {
  const clocks = { ...before?.clocks };
  for (const clock of part.clocks) {
    const kind = clockKind(part, clock);
    const stopped = clock.stops(event, state);
    change(
      clocks,
      (one) =>
        stopped === 'all'
          ? one === kind || one.startsWith(`${kind}:`)
          : stopped.some((instance) => one === clockKind(part, clock, instance || undefined)),
      (one) => stopClock(one, at),
    );
    for (const { instance, limit } of clock.starts(event, state)) {
      const name = clockKind(part, clock, instance);
      clocks[name] = start(name, at, limit, context);
    }
  }
  return withClocks(before, clocks, after, at, context);
}

/** The timetable with other clocks: what fell due before `at` under the old ones has fired. */
function withClocks(
  before: Timetable | null,
  clocks: Record<string, Clock>,
  after: CaseState,
  at: Instant,
  context: ClockContext,
): Advance {
  const passed = before
    ? before.rungs.slice(before.nextI).filter((rung) => rung[0] < at && rung[2] !== 'INACTION')
    : [];
  const idle = watchesIdle(after, context) ? idleRung(after.lastAt, context) : null;
  const { rungs, dueAt } = indexClocks(clocks, idle, context);
  const known = new Set(before ? before.rungs.slice(0, before.nextI).map((rung) => rung[1]) : []);
  for (const rung of passed) known.add(rung[1]);
  let nextI = 0;
  const fired = passed;
  while (nextI < rungs.length && rungs[nextI]![0] <= at) {
    const rung = rungs[nextI++]!;
    if (!known.has(rung[1])) fired.push(rung);
  }
  return { timetable: { clocks, rungs, nextI, dueAt }, fired, late: endedLate(clocks, context) };
}
