import type { WorkPeriods } from '#contract/clock';

/** The work periods of a day, in milliseconds since its midnight. */
export interface DayPlan {
  from: readonly number[];
  to: readonly number[];
  /** When work begins and ends. */
  begins: number;
  ends: number;
  /** Work time of a whole day. */
  total: number;
}

export const dayMs = 86_400_000;

/** Without work periods the whole of a working day counts. */
const wholeDay: DayPlan = { from: [0], to: [dayMs], begins: 0, ends: dayMs, total: dayMs };

const timeOfDay = (text: string): number =>
  (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * 60_000;

const plans = new WeakMap<WorkPeriods, DayPlan>();

/** The plan of an organ's work periods, kept per list, since many clocks share one. */
export function dayPlan(periods: WorkPeriods | null): DayPlan {
  if (periods === null || periods.length === 0) return wholeDay;
  const known = plans.get(periods);
  if (known) return known;
  const from = periods.map((period) => timeOfDay(period.from));
  const to = periods.map((period) => timeOfDay(period.to));
  const total = to.reduce((sum, end, i) => sum + end - from[i]!, 0);
  const plan = { from, to, begins: from[0]!, ends: to.at(-1)!, total };
  plans.set(periods, plan);
  return plan;
}

/** Work time of the day until a time of day. */
export function workedUntil(plan: DayPlan, time: number): number {
  let worked = 0;
  for (let i = 0; i < plan.from.length; i++)
    if (time > plan.from[i]!) worked += Math.min(time, plan.to[i]!) - plan.from[i]!;
  return worked;
}

/** The earliest time of day at which `worked` (more than nothing, at most the total) has been worked. */
export function timeWorked(plan: DayPlan, worked: number): number {
  let left = worked;
  for (let i = 0; i < plan.from.length; i++) {
    const length = plan.to[i]! - plan.from[i]!;
    if (left <= length) return plan.from[i]! + left;
    left -= length;
  }
  return plan.ends;
}

/** When the work period holding `time` or the next one of the same day begins; null when none is left. */
export function nextPeriod(plan: DayPlan, time: number): number | null {
  for (let i = 0; i < plan.from.length; i++) {
    if (time < plan.from[i]!) return plan.from[i]!;
    if (time <= plan.to[i]!) return time;
  }
  return null;
}
