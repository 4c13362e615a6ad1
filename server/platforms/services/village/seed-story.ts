import type { Instant } from '#base/time';
import type { SeededRandom } from '#spine/demonstration/seeded-random';
import { epochDayOf } from '#spine/calendar/civil-date';
import { decideDisclosure } from './disclosure/decide.ts';
import type { DutyOpening } from './disclosure/duty.ts';
import { type DisclosureEvent, type DisclosureState, evolveDisclosure } from './disclosure/state.ts';
import { decideMatter } from './four-discussions/decide.ts';
import { evolveMatter, type MatterEvent, type MatterState } from './four-discussions/state.ts';
import { stages } from '#contract/services/village-matters';
import type { SeedPlan } from './seed-plan.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** 09:00 in China, as milliseconds after midnight UTC. */
const morning = 3_600_000;

/** One event of a case with its time. */
export interface Told {
  at: Instant;
  type: string;
  data: Record<string, unknown>;
}

/** Who acts in a village: invented accounts. */
export interface VillagePeople {
  clerk: string;
  member: string;
}

type Act = [at: Instant, action: string, actor: string, values: Record<string, string | number>];

/** Mornings on which the village works, some minutes apart. */
const onDay = (date: string, plus: number, minutes: number): Instant =>
  (epochDayOf(date) + plus) * dayMs + morning + minutes * minuteMs;

/** Carries commands out one after another, those that would lie in the future left out. */
function carryOut<State>(
  opening: Told,
  acts: readonly Act[],
  now: Instant,
  part: {
    evolve: (state: State | null, told: Told) => State;
    decide: (state: State, act: Act) => { type: string; data: Record<string, unknown> };
  },
): Told[] {
  const told = [opening];
  let state = part.evolve(null, opening);
  for (const act of acts) {
    if (act[0] >= now) break;
    const next = { at: act[0], ...part.decide(state, act) };
    state = part.evolve(state, next);
    told.push(next);
  }
  return told;
}

const disclosurePart = {
  evolve: (state: DisclosureState | null, { at, ...event }: Told) =>
    evolveDisclosure(state, event as unknown as DisclosureEvent, at),
  decide: (state: DisclosureState, [, action, actor, values]: Act) =>
    decideDisclosure(state, { action, values }, { actor }),
};
const matterPart = {
  evolve: (state: MatterState | null, { at, ...event }: Told) =>
    evolveMatter(state, event as unknown as MatterEvent, at),
  decide: (state: MatterState, [now, action, actor, values]: Act) =>
    decideMatter(state, { action, values }, { actor, now }),
};

function tableOf(plan: SeedPlan, entry: string, random: SeededRandom): string {
  const { items } = plan.texts[entry]!;
  return items
    .map(
      ([name, low, high]) =>
        `${name}, ${random.integer(low, high)}.${String(random.integer(0, 99)).padStart(2, '0')}`,
    )
    .join('\n');
}

/** How a duty of the past went: in time for the most part, late, or missing; some were objected to. Pure. */
export function tellDuty(
  duty: DutyOpening & { periodEnd: string },
  people: VillagePeople,
  plan: SeedPlan,
  random: SeededRandom,
  now: Instant,
): Told[] {
  const { data, periodEnd } = duty;
  const entry = String(data.entry);
  const dueOn = String(data.dueOn);
  const opening = { at: onDay(periodEnd, 1, -540), type: duty.type, data };
  const draw = random.next();
  if (draw < plan.shares.missing) return [opening];
  const late = draw < plan.shares.missing + plan.shares.late;
  const days = late ? random.integer(1, 6) : -random.integer(0, 3);
  const minutes = random.integer(0, 400);
  const acts: Act[] = [
    [
      onDay(dueOn, days, minutes - 60),
      'submit',
      people.clerk,
      { text: plan.texts[entry]!.text, items: tableOf(plan, entry, random) },
    ],
    [onDay(dueOn, days, minutes), 'sign', people.member, {}],
  ];
  if (random.chance(plan.shares.objection)) {
    const { subject, text, answer } = random.pick(plan.objections);
    acts.push([onDay(dueOn, days + 3, minutes), 'object', 'applicant', { subject, text }]);
    if (random.chance(plan.shares.answered))
      acts.push([
        onDay(dueOn, days + 3 + random.integer(2, 12), minutes),
        'answer-objection',
        people.clerk,
        { objection: '1', answer },
      ]);
  }
  return carryOut(opening, acts, now, disclosurePart);
}

const bodies = { propose: 'branch', discuss: 'two-committees', review: 'party-members' };

/** A matter of the plan, as far as it has come. Pure. */
export function tellMatter(
  opening: Told,
  { through, decidedBy }: { through: SeedPlan['matters'][number]['through']; decidedBy: string },
  people: VillagePeople,
  random: SeededRandom,
  now: Instant,
): Told[] {
  const date = new Date(opening.at).toISOString().slice(0, 10);
  const vote = (index: number): Act => {
    const stage = stages[index]!;
    const present = random.integer(24, 29);
    const lost = through === 'rejected' && stage === 'review';
    const inFavour = lost ? 8 : present - 3;
    const hour = index * 2;
    const values = {
      stage,
      body: stage === 'decide' ? decidedBy : bodies[stage],
      heldOn: date,
      entitled: 30,
      present,
      inFavour,
      against: present - inFavour - 1,
      abstained: 1,
      minutes: `记录-${index + 1}`,
      signInSheet: `签到-${index + 1}`,
    };
    return [opening.at + (hour + 1) * 60 * minuteMs, 'record-vote', people.clerk, values];
  };
  const after = (days: number, action: string, actor: string, values: Record<string, string> = {}): Act => [
    opening.at + days * dayMs,
    action,
    actor,
    values,
  ];
  const publicity = through === 'short' ? 3 : 9;
  const acts = [
    ...[0, 1, 2, 3].map(vote),
    after(1, 'sign', people.member),
    after(2, 'publish-decision', people.clerk, {
      text: '经村民代表会议表决通过，现将决议内容公布如下，公示期七天。',
    }),
    after(2 + publicity, 'publish-outcome', people.clerk, {
      text: '决议事项已按方案实施完毕，结果公布如下。',
    }),
    after(3 + publicity, 'confirm', people.member),
  ];
  const end = { review: 3, rejected: 3, decide: 4, 'decision-public': 6, short: 8, closed: 8 }[through];
  return carryOut(opening, acts.slice(0, end), now, matterPart);
}
