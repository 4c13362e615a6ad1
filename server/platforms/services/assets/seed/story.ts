import type { Instant } from '#base/time';
import { epochDayOf } from '#spine/calendar/civil-date';

/** One event of a case with its time. */
export interface Told {
  at: Instant;
  type: string;
  data: Record<string, unknown>;
}

/** Who acts in a village: invented accounts. */
export interface VillagePeople {
  clerk: string;
  head: string;
  member: string;
}

export type Command = [action: string, actor: string, values: Record<string, string>];

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** 09:00 in China, as milliseconds after midnight UTC. */
const morning = 3_600_000;

/** A working morning: so many days after a civil date, so many minutes after nine. */
export const onDay = (date: string, plus = 0, minutes = 0): Instant =>
  (epochDayOf(date) + plus) * dayMs + morning + minutes * minuteMs;

/** How a part goes from state to state. */
interface Rules<State> {
  evolve: (state: State | null, event: { type: string; data: Record<string, unknown> }, at: Instant) => State;
  decide: (state: State, command: Command) => { type: string; data: Record<string, unknown> };
}

/** What somebody does at a time, on the state as it is by then; null: nothing. */
export interface Act<State> {
  at: Instant;
  command: (state: State) => Command | null;
}

/** A command whatever the state is. */
export const act = (at: Instant, ...command: Command) => ({ at, command: () => command });

/**
 * The history of one case: commands in the order of time, as the part itself decides them; those that would lie in the
 * future are left out. @throws Refusal as the part does
 */
export function tellStory<State>(
  opening: Told,
  acts: readonly Act<State>[],
  { evolve, decide }: Rules<State>,
  now: Instant,
): Told[] {
  const told = [opening];
  let state = evolve(null, opening, opening.at);
  for (const { at, command } of acts.toSorted((a, b) => a.at - b.at)) {
    const given = at < now ? command(state) : null;
    if (!given) continue;
    const { type, data } = decide(state, given);
    state = evolve(state, { type, data }, at);
    told.push({ at, type, data });
  }
  return told;
}
