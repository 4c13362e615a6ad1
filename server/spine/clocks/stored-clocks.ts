import type { Instant } from '#base/time';
import type { Clock, ClockExtension, ClockLimit, ClockPause, DayEnds, WorkPeriods } from '#contract/clock';
import type { Timetable, TimetableRung } from '#spine/clocks/timetable';

/** Calendar, its version, and what differs from the defaults: work periods, zone, end of the day. */
type StoredFrame = [
  calendar: string,
  version: number,
  periods?: WorkPeriods | null,
  zone?: string | null,
  dayEnds?: DayEnds,
];

/** `[number, unit, rollEnd]`, or a due time that a source gave. */
type StoredLimit =
  | [n: number, unit: Extract<ClockLimit, { n: number }>['unit'], rollEnd?: boolean]
  | Extract<ClockLimit, { due: number }>;

/** Trailing nulls and empty lists are left out: most clocks are started, stopped and nothing else. */
type StoredClock = [
  frame: number,
  startedAt: Instant,
  limit: StoredLimit,
  stoppedAt?: Instant | null,
  pauses?: ClockPause[],
  extensions?: ClockExtension[],
];

/** The column `clock.ledger`. `running`: present while a clock has not stopped, for SQL to look for. */
interface StoredLedger {
  running?: number;
  frames: StoredFrame[];
  clocks: Record<string, StoredClock>;
}

const usualZone = 'Asia/Shanghai';
const usualEnd: DayEnds = 'work-period';

function frameOf({ calendar, calendarVersion, periods, zone, dayEnds }: Clock): StoredFrame {
  if (dayEnds !== usualEnd) return [calendar, calendarVersion, periods, zone, dayEnds];
  if (zone !== usualZone) return [calendar, calendarVersion, periods, zone];
  return periods ? [calendar, calendarVersion, periods] : [calendar, calendarVersion];
}

function limitOf(limit: ClockLimit): StoredLimit {
  if ('due' in limit) return limit;
  const { n, unit, rollEnd } = limit;
  return rollEnd === undefined ? [n, unit] : [n, unit, rollEnd];
}

function clockOf(frame: number, { startedAt, limit, stoppedAt, pauses, extensions }: Clock): StoredClock {
  const begun = [frame, startedAt, limitOf(limit)] as const;
  if (extensions.length > 0) return [...begun, stoppedAt, pauses, extensions];
  if (pauses.length > 0) return [...begun, stoppedAt, pauses];
  return stoppedAt === null ? [...begun] : [...begun, stoppedAt];
}

const samePeriods = (a: WorkPeriods | null, b: WorkPeriods | null): boolean =>
  a === b ||
  (a?.length === b?.length && (a ?? []).every(({ from, to }, i) => from === b![i]!.from && to === b![i]!.to));

const sameFrame = (a: Clock, b: Clock): boolean =>
  a.calendar === b.calendar &&
  a.calendarVersion === b.calendarVersion &&
  samePeriods(a.periods, b.periods) &&
  a.zone === b.zone &&
  a.dayEnds === b.dayEnds;

/**
 * The text of the column `ledger`. The clocks of a case nearly always count by one calendar and one office's hours, which
 * then stand in it once.
 */
export function ledgerText(clocks: Readonly<Record<string, Clock>>): string {
  const stored: StoredLedger = { frames: [], clocks: {} };
  let running = 0;
  let last: Clock | null = null;
  for (const kind in clocks) {
    const clock = clocks[kind]!;
    if (clock.stoppedAt === null) running++;
    if (last === null || !sameFrame(clock, last)) stored.frames.push(frameOf(clock));
    last = clock;
    stored.clocks[kind] = clockOf(stored.frames.length - 1, clock);
  }
  return JSON.stringify(running > 0 ? { running, ...stored } : stored);
}

/** The hours that were read last: nearly all offices of a province have the same, and what is worked out for a list is kept with it. */
let lastRead: WorkPeriods | null = null;

function knownPeriods(periods: WorkPeriods | null): WorkPeriods | null {
  if (periods === null || periods.length === 0) return periods;
  if (!samePeriods(periods, lastRead)) lastRead = periods;
  return lastRead;
}

/** The clocks of a ledger, by kind. */
export function readLedger(text: string): Record<string, Clock> {
  const { frames, clocks } = JSON.parse(text) as StoredLedger;
  const read: Record<string, Clock> = {};
  for (const kind in clocks) {
    const [frame, startedAt, limit, stoppedAt = null, pauses = [], extensions = []] = clocks[kind]!;
    const [calendar, calendarVersion, hours = null, zone = null, dayEnds = usualEnd] = frames[frame]!;
    const periods = knownPeriods(hours);
    read[kind] = {
      kind,
      startedAt,
      limit: Array.isArray(limit)
        ? { n: limit[0], unit: limit[1], ...(limit[2] === undefined ? null : { rollEnd: limit[2] }) }
        : limit,
      extensions,
      pauses,
      stoppedAt,
      calendar,
      calendarVersion,
      zone: zone ?? usualZone,
      periods,
      dayEnds,
    };
  }
  return read;
}

/** Condition on a column `ledger`: a clock in it has not stopped, and the calendar with the code in `placeholder` stands in it. */
export const runsBy = (ledger: string, placeholder: string): string =>
  `starts_with(${ledger}, '{"running":') AND position('["' || ${placeholder} || '",' in ${ledger}) > 0`;

/** The columns in which the timetable of a case lies. */
export interface StoredTimetable {
  ledger: string;
  rungs: string;
  next_i: number;
  due_at: Instant | null;
}

export const readRungs = (text: string): TimetableRung[] => JSON.parse(text) as TimetableRung[];

/** The timetable of a case from its columns. */
export const readTimetable = ({ ledger, rungs, next_i, due_at }: StoredTimetable): Timetable => ({
  clocks: readLedger(ledger),
  rungs: readRungs(rungs),
  nextI: next_i,
  dueAt: due_at,
});
