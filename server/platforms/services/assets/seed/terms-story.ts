import type { z } from 'zod';
import type { Instant } from '#base/time';
import type { contractTerms, holdingFacts } from '#contract/services/assets';
import { dateText } from '#spine/calendar/civil-date';
import type { SeededRandom } from '#spine/demonstration/seeded-random';
import { decideContract } from '../contracts/decide.ts';
import { type ContractEvent, type ContractState, evolveContract } from '../contracts/state.ts';
import { decideHolding } from '../holdings/decide.ts';
import { evolveHolding, type HoldingEvent, type HoldingState } from '../holdings/state.ts';
import type { AssetPlan } from './plan.ts';
import { act, type Command, onDay, type Told, tellStory, type VillagePeople } from './story.ts';

const contractRules = {
  evolve: (state: ContractState | null, event: object) => evolveContract(state, event as ContractEvent),
  decide: (state: ContractState, [action, actor, values]: Command) =>
    decideContract(state, { action, values }, { actor }),
};
const holdingRules = {
  evolve: (state: HoldingState | null, event: object) => evolveHolding(state, event as HoldingEvent),
  decide: (state: HoldingState, [action, actor, values]: Command) =>
    decideHolding(state, { action, values }, { actor }),
};

const dayMs = 86_400_000;
const dateOf = (at: Instant): string => dateText(Math.floor(at / dayMs));

type Terms = z.output<typeof contractTerms>;

/** The n-th contract of a village: some soon at their end, too long or too cheap. Pure. */
export function contractOf(plan: AssetPlan, nth: number, random: SeededRandom, now: Instant): Terms {
  const { kind, what, party, area: mu, rentPerMu } = plan.contracts[nth % plan.contracts.length]!;
  const { shares } = plan;
  const year = Number(dateOf(now).slice(0, 4));
  const area = random.integer(...mu);
  const low = random.chance(shares.lowRent);
  const rent = area === 0 ? random.integer(6000, 24_000) : area * random.integer(...rentPerMu);
  const long = random.chance(shares.longTerm);
  const ends = random.chance(shares.expiring) ? now + random.pick([-4, 18, 26, 45, 55]) * dayMs : null;
  const years = long ? 36 : random.integer(6, 12);
  const from = `${year - random.integer(1, 4)}-01-01`;
  const until = ends === null ? `${Number(from.slice(0, 4)) + years - 1}-12-31` : dateOf(ends);
  return {
    number: `HT-${from.slice(0, 4)}-${String(nth + 1).padStart(2, '0')}`,
    kind,
    what,
    area: `${area}.00`,
    party,
    from,
    until,
    yearlyRent: `${low ? Math.round(rent * 0.5) : rent}.00`,
    // Before the contract ends, also where it ends in these days.
    firstDue: `${year}-0${random.integer(3, 6)}-${random.pick(['05', '15', '25'])}`,
    ...(random.chance(0.8) && { vote: `村代会${from.slice(0, 4)}-${nth + 1}号` }),
  };
}

/** A contract with its rent, which most tenants pay in time. Pure. */
export function tellContract(
  opening: Told,
  { firstDue, yearlyRent }: Terms,
  { clerk }: VillagePeople,
  unpaid: boolean,
  now: Instant,
): Told[] {
  const acts = unpaid ? [] : [act(onDay(firstDue, -3), 'note-rent', clerk, { amount: yearlyRent })];
  return tellStory(opening, acts, contractRules, now);
}

/** The n-th asset of a village. Pure. */
export function holdingOf(
  plan: AssetPlan,
  nth: number,
  random: SeededRandom,
  now: Instant,
): z.output<typeof holdingFacts> {
  const { name, value, lifeYears, user } = plan.holdings[nth % plan.holdings.length]!;
  const acquired = `${Number(dateOf(now).slice(0, 4)) - random.integer(1, 12)}-0${random.integer(1, 9)}-12`;
  const number = `ZC-${acquired.slice(0, 4)}-${String(nth + 1).padStart(2, '0')}`;
  return { number, name, value: `${random.integer(...value)}.00`, acquired, lifeYears, user };
}

/** An asset: in use, let, or disposed of with the villagers' decision or without it. Pure. */
export function tellHolding(
  opening: Told,
  { value }: z.output<typeof holdingFacts>,
  { clerk }: VillagePeople,
  { plan, random }: { plan: AssetPlan; random: SeededRandom },
  now: Instant,
): Told[] {
  const { disposedWithVote, disposedWithoutVote } = plan.shares;
  const at = opening.at + random.integer(30, 200) * dayMs;
  const draw = random.next();
  const price = `${Math.round(Number.parseInt(value, 10) / 5)}.00`;
  const reason = '使用年限已到，维修不经济';
  const vote = { vote: `村代会${dateOf(now).slice(0, 4)}-17号` };
  const disposed = draw < disposedWithVote + disposedWithoutVote;
  const command: Command = disposed
    ? ['dispose', clerk, { price, reason, ...(draw < disposedWithVote && vote) }]
    : ['use', clerk, { use: random.pick(['in-use', 'leased', 'idle']), user: '村委会' }];
  return tellStory(opening, [act(at, ...command)], holdingRules, now);
}
