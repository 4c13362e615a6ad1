import type { Instant } from '#base/time';
import type { DemonstrationPlan, StepTemplate } from './demonstration-data.ts';
import type { DemonstrationItem } from './expand-items.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A special procedure in a story; days are working days. */
export interface ShapePause {
  at: number;
  days: number;
  expectedDays: number;
}

/**
 * When things happen in one case, in positions on the axis of working time (see WorkAxis), before they are
 * told as events. `budget` of the item is the promised limit in working days; a clock that starts on day a
 * is due with the end of day a + budget.
 */
export interface CaseShape {
  openedAt: number;
  /** Set when it was opened outside working hours. */
  openedInstant?: Instant;
  /** How often the applicant is asked to correct before acceptance. */
  corrections: number;
  acceptAt: number;
  /** Steps between acceptance and decision, with their positions, in order. */
  steps: { step: StepTemplate; at: number }[];
  /** Null when nobody ever decides. */
  decideAt: number | null;
  ending: 'decided' | 'not-accepted' | 'withdrawn';
  denied: boolean;
  reason: string;
  pauses: ShapePause[];
  extension: { at: number; n: number } | null;
  /** Repeats the last step now and then, so that the organ is never silent for half the promise. */
  fillsGaps: boolean;
}

/** Longest silence in a story that is not about silence, as a share of the promise (INACTION notices a half). */
export const longestSilence = 0.42;

export interface ShapeSetting {
  item: DemonstrationItem;
  plan: DemonstrationPlan;
  random: SeededRandom;
  openedAt: number;
  openedInstant?: Instant;
  late: boolean;
}

/** True when the flow has a step of acceptance, from which the clocks then run. */
export function hasAcceptance({ steps }: DemonstrationItem): boolean {
  return steps.some(({ code }) => code === 'accept');
}

/** The steps before and after the decision, in the order of the flow; acceptance and decision left out. */
export function partsOf({ steps }: DemonstrationItem): { before: StepTemplate[]; after: StepTemplate[] } {
  const decision = steps.findIndex(({ code }) => code === 'decide');
  return {
    before: steps.slice(0, decision).filter(({ code }) => code !== 'accept'),
    after: steps.slice(decision + 1),
  };
}

/** An ordinary or late case: the happy path with the usual corrections, pauses, extensions and refusals. */
export function ordinaryShape(setting: ShapeSetting): CaseShape {
  const { item, plan, random, openedAt, openedInstant, late } = setting;
  const { ordinary } = plan;
  const sameDay = item.template.caseType === 'same-day';
  const accepts = hasAcceptance(item);
  const corrections = accepts && !sameDay && random.chance(ordinary.correction) ? 1 : 0;
  const acceptAt = accepts ? openedAt + acceptanceGap(setting, sameDay, corrections) : openedAt;
  const left = late && random.chance(plan.late.left);
  const decideAt = late ? lateDecision(setting, acceptAt) : timelyDecision(setting, acceptAt, sameDay);
  const shape: CaseShape = {
    openedAt,
    ...(openedInstant === undefined ? {} : { openedInstant }),
    corrections,
    acceptAt,
    steps: placeSteps(item, random, acceptAt, decideAt),
    decideAt: left ? null : decideAt,
    ending: 'decided',
    denied: false,
    reason: '',
    pauses: [],
    extension: null,
    fillsGaps: true,
  };
  if (!late && !sameDay) addTurns(shape, setting, accepts);
  return shape;
}

function acceptanceGap({ item, random }: ShapeSetting, sameDay: boolean, corrections: number): number {
  if (sameDay) return random.between(0.005, 0.04);
  const gap = random.between(0.02, Math.min(1.2, longestSilence * item.budget));
  return corrections > 0 ? gap + random.between(0.5, 1.5) : gap;
}

function timelyDecision({ item, plan, random }: ShapeSetting, acceptAt: number, sameDay: boolean): number {
  if (sameDay) return acceptAt + random.between(0.01, 0.08);
  const due = Math.floor(acceptAt) + item.budget + 1;
  const { dueDay, lastDays } = plan.ordinary;
  const draw = random.next();
  if (item.budget >= 2 && draw < dueDay) return due - random.between(0.1, 0.9);
  const early = item.budget > 5 ? 3.05 : 1.05;
  if (item.budget > 5 && draw < dueDay + lastDays) return due - random.between(1.1, 2.9);
  const latest = Math.max(due - early, acceptAt + 0.1);
  return acceptAt + (latest - acceptAt) * random.between(0.25, 0.98);
}

function lateDecision({ item, plan, random }: ShapeSetting, acceptAt: number): number {
  const { low, high } = plan.late.overrun;
  const overrun = 1 + item.budget * random.between(low, high);
  return Math.floor(acceptAt) + item.budget + overrun + random.between(0.05, 0.9);
}

/** Spreads the steps evenly with some chance, none later than its own limit allows. */
export function placeSteps(
  item: DemonstrationItem,
  random: SeededRandom,
  acceptAt: number,
  decideAt: number,
): CaseShape['steps'] {
  const steps = partsOf(item).before.filter((step) => step.mandatory || random.chance(step.chance ?? 0));
  const span = decideAt - acceptAt;
  return steps.map((step, index) => {
    const even = (span * (index + random.between(0.55, 0.95))) / (steps.length + 0.6);
    const most = step.limitShare === undefined ? even : item.budget * step.limitShare.share * 0.8;
    return { step, at: acceptAt + Math.min(even, most) };
  });
}

/** The turns that an orderly case may take: refusal, withdrawal, a special procedure, an extension. */
function addTurns(shape: CaseShape, { item, plan, random }: ShapeSetting, accepts: boolean): void {
  const { denied, notAccepted, withdrawn, pause, extension } = plan.ordinary;
  const penalty = item.template.type === '02';
  if (!penalty && random.chance(denied)) {
    shape.denied = true;
    shape.reason = '经审查,申请材料所载情形不符合法定条件,理由已书面告知';
  } else if (accepts && random.chance(notAccepted)) {
    shape.ending = 'not-accepted';
    shape.reason = '申请事项依法不属于本机关职权范围,已告知向有关机关申请';
  } else if (accepts && random.chance(withdrawn)) {
    shape.ending = 'withdrawn';
    shape.reason = '申请人自愿撤回申请';
  } else if (item.template.special.length > 0 && item.budget >= 5 && random.chance(pause)) {
    const days = random.between(1, 6);
    shape.pauses.push({ at: middle(shape), days, expectedDays: Math.ceil(days) + 2 });
  } else if (item.template.type === '01' && item.budget > 5 && random.chance(extension)) {
    shape.extension = { at: Math.floor(shape.acceptAt) + item.budget - 2.4, n: 10 };
    shape.decideAt = Math.floor(shape.acceptAt) + item.budget + random.between(1.5, 6);
  }
}

/** Half way between the last step and the decision. */
export function middle({ steps, acceptAt, decideAt }: CaseShape): number {
  const from = steps.at(-1)?.at ?? acceptAt;
  return from + ((decideAt ?? from + 1) - from) * 0.5;
}
