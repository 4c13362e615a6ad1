import type { Instant } from '#base/time';
import type { Tier } from '#contract/powers/penalty-terms';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import { endOfLimit } from '#spine/alerts/rules/working-time';
import { dateText, epochDayOf } from '#spine/calendar/civil-date';
import { toRfc3339 } from '#base/time';
import { benchmarks, offenceOf } from '../benchmarks.ts';
import { dayOf, monthsAfter } from '../civil-day.ts';
import { decide } from '../decide.ts';
import { medianOf } from '../discretion.ts';
import { limits } from '../limits.ts';
import type { PenaltyEvent, PenaltyState } from '../penalty.ts';
import { evolve } from '../state.ts';
import { decisionNumber } from '../number.ts';

/** One event of a case with its time. */
export interface Told {
  at: Instant;
  type: string;
  data: Record<string, unknown>;
}

/** A fine that was imposed, for the median of those that came after. */
export interface Imposed {
  offence: string;
  tier: Tier | null;
  on: string;
  fine: string;
}

/**
 * One act of a story: so many working days after its clue, what, by whom, with which values. `$day` in a value stands for the
 * day of the act, `$day+7` for seven working days later; a form is given as an object under `entry`.
 */
export type StoryAct = [
  workingDays: number,
  action: string,
  actor: string,
  values?: Record<string, string | object>,
];

export interface Telling {
  organ: RegisteredOrgan;
  calendar: WorkingCalendar;
  number: string;
  now: Instant;
  imposed: readonly Imposed[];
}

const dayMs = 86_400_000;
/** 10:00 in China, as milliseconds after midnight UTC. */
const morning = 2 * 3_600_000;

/** The morning so many working days after a civil day; acts of one day are some minutes apart. */
const timeOf = (start: number, workingDays: number, calendar: WorkingCalendar, nth: number): Instant =>
  calendar.addWorkingDays(start, workingDays) * dayMs + morning + nth * 300_000;

const withDays = (text: string, at: Instant, calendar: WorkingCalendar): string =>
  text.replace(/^\$day(?:\+(\d+))?$/, (_, plus: string | undefined) =>
    plus ? dateText(calendar.addWorkingDays(epochDayOf(dayOf(at)), Number(plus))) : dayOf(at),
  );

/** What the route would have added to a form. */
function withWorld(
  action: string,
  entry: object,
  state: PenaltyState,
  at: Instant,
  telling: Telling,
): object {
  const { organ, calendar, number, imposed } = telling;
  if (action === 'give-notice') {
    const until = endOfLimit(at, limits.hearingAsked, calendar, { ...organ, workPeriods: [] });
    return { ...entry, hearingUntil: toRfc3339(until) };
  }
  const day = dayOf(at);
  if (action === 'decide-on-the-spot') return { ...entry, number: decisionNumber(number, day) };
  if (action !== 'decide-penalty') return entry;
  const since = monthsAfter(day, -limits.similar.months);
  const similar = imposed.filter(
    ({ offence, tier, on }) => offence === state.offence && tier === state.tier && on >= since && on <= day,
  );
  const median = medianOf(similar.map(({ fine }) => fine));
  const { min, max } = offenceOf(state.offence).tiers[state.tier!]!;
  return {
    ...entry,
    number: decisionNumber(number, day),
    range: { min, max },
    benchmark: benchmarks.version,
    ...(median && { median }),
    medianOf: similar.length,
  };
}

/** The history of one case, as the part itself decides it, as far as it lies in the past. @throws Refusal as the part does */
export function tellPenalty(
  opening: Told,
  acts: readonly StoryAct[],
  telling: Telling,
): { told: Told[]; state: PenaltyState } {
  const { calendar, now } = telling;
  const start = epochDayOf(dayOf(opening.at));
  const told = [opening];
  let state = evolve(null, opening as unknown as PenaltyEvent, opening.at);
  for (const [nth, [days, action, actor, values = {}]] of acts.entries()) {
    const at = timeOf(start, days, calendar, nth + 1);
    if (at >= now) break;
    const given = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string'
          ? withDays(value, at, calendar)
          : JSON.stringify(withWorld(action, value, state, at, telling), (_, inner: unknown) =>
              typeof inner === 'string' ? withDays(inner, at, calendar) : inner,
            ),
      ]),
    );
    const event = decide(state, { action, values: given }, { actor, now: at });
    state = evolve(state, event as PenaltyEvent, at);
    told.push({ at, ...event });
  }
  return { told, state };
}
