import { type CaseShape, hasAcceptance, middle, partsOf } from './case-shape.ts';
import type { DraftEvent, StorySetting } from './case-story.ts';
import type { DemonstrationItem } from './expand-items.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * How a story goes wrong, by the rule that should notice it. A twist changes the shape before the story is
 * told, or the events afterwards; other rules may notice the same story as well (a late step is often a
 * silence too).
 */
export interface Twist {
  fits(item: DemonstrationItem): boolean;
  shape?(shape: CaseShape, item: DemonstrationItem, random: SeededRandom): void;
  events?(events: DraftEvent[], setting: StorySetting): DraftEvent[];
}

const promised = ({ template }: DemonstrationItem) => template.caseType === 'promised';
const always = () => true;
const firstStep = (events: readonly DraftEvent[]) => events.find(({ type }) => type === 'case.step-done');
const decision = (events: readonly DraftEvent[]) => events.find(({ type }) => type === 'case.decided');

/** Decision and steps as they should be, without the turns that an orderly case may take. */
function straight(shape: CaseShape): void {
  shape.ending = 'decided';
  shape.denied = false;
  shape.reason = '';
  shape.pauses = [];
  shape.extension = null;
}

function officer({ item, officers, random }: StorySetting, post: string): { actor: string; post: string } {
  return { actor: officers.pick(item.organ, post, random), post };
}

/** Everything from `from` on is moved so that the first of it happens at `to`. */
function delay(shape: CaseShape, from: number, to: number): void {
  const by = to - from;
  for (const step of shape.steps) if (step.at >= from) step.at += by;
  if (shape.decideAt !== null) shape.decideAt += by;
}

export const twists: Readonly<Record<string, Twist>> = {
  STEP_OVERDUE: {
    fits: (item) => item.budget >= 5 && item.steps.some(({ limitShare }) => limitShare !== undefined),
    shape(shape, item, random) {
      straight(shape);
      const timed = shape.steps.find(({ step }) => step.limitShare !== undefined);
      if (timed === undefined) return;
      const limit = Math.max(1, Math.ceil((timed.step.limitShare?.share ?? 1) * item.budget));
      timed.at = Math.floor(shape.acceptAt) + limit + 1 + random.between(0.05, 0.6);
      const later = shape.steps.filter((one) => one !== timed && one.at <= timed.at);
      for (const [index, one] of later.entries()) one.at = timed.at + 0.05 * (index + 1);
      shape.decideAt = Math.max(shape.decideAt ?? 0, timed.at + 0.05 * (later.length + 2));
    },
  },
  STEP_BEFORE_START: {
    fits: always,
    shape: straight,
    events(events, { random }) {
      const early = events.find(({ type }) => type === 'case.accepted') ?? firstStep(events);
      const opened = events[0];
      if (early !== undefined && opened !== undefined) early.at = opened.at - random.between(0.05, 0.3);
      return events;
    },
  },
  STEP_AFTER_END: {
    fits: always,
    shape: straight,
    events(events, { random }) {
      const step = firstStep(events);
      const closing = events.at(-1);
      if (step === undefined || closing === undefined) return events;
      return [...events, { ...step, at: closing.at + random.between(0.1, 2) }];
    },
  },
  REPEATED_CORRECTION: {
    fits: (item) => hasAcceptance(item) && promised(item),
    shape(shape, _item, random) {
      straight(shape);
      shape.corrections = 2;
      const before = shape.acceptAt;
      shape.acceptAt = shape.openedAt + random.between(1.5, 3);
      for (const step of shape.steps) step.at += shape.acceptAt - before;
      if (shape.decideAt !== null) shape.decideAt += shape.acceptAt - before;
    },
  },
  CORRECTION_AFTER_ACCEPTANCE: {
    fits: (item) => hasAcceptance(item) && promised(item),
    shape: straight,
    events(events, setting) {
      const at = events.findIndex(({ type }) => type === 'case.accepted');
      const accepted = events[at];
      if (accepted === undefined) return events;
      const data = { ...officer(setting, 'reviewer'), reason: '受理后要求补充材料' };
      const asked = { at: accepted.at + 0.02, type: 'case.correction-asked' as const, data };
      const corrected = { at: accepted.at + 0.05, type: 'case.corrected' as const, data: {} };
      return [...events.slice(0, at + 1), asked, corrected, ...events.slice(at + 1)];
    },
  },
  SILENT_ACCEPTANCE: {
    fits: (item) => hasAcceptance(item) && promised(item) && item.template.type === '01',
    shape(shape, _item, random) {
      straight(shape);
      shape.corrections = 0;
      const to = Math.floor(shape.openedAt) + 6 + random.between(0.05, 2);
      delay(shape, shape.acceptAt, to);
      shape.acceptAt = to;
    },
  },
  REFUSED_WITHOUT_REASON: {
    fits: (item) => item.template.type !== '02',
    shape(shape, _item, random) {
      straight(shape);
      shape.denied = true;
      shape.reason = random.pick(['', '不符合条件', '材料不全']);
    },
  },
  FEE_DEVIATION: {
    fits: (item) => item.template.fees.length > 0,
    shape: straight,
    events(events, { random }) {
      const charged = events.find(({ type }) => type === 'case.fee-charged');
      if (charged === undefined) return events;
      if (random.chance(0.3)) charged.data.fee = 'service-charge';
      else charged.data.paid = Math.round(Number(charged.data.due) * random.between(1.1, 1.6) * 100) / 100;
      return events;
    },
  },
  MISSING_CONTENT: {
    fits: always,
    shape: straight,
    events(events, { random }) {
      const without = random.pick(['case.decided', 'case.closed', 'case.step-done'] as const);
      for (const { type, data } of events) if (type === without) delete data.contents;
      return events;
    },
  },
  SKIPPED_STEP: {
    fits: always,
    shape: straight,
    events(events, { item, random }) {
      const { before, after } = partsOf(item);
      const mandatory = (random.chance(0.5) ? before : after).filter((step) => step.mandatory);
      const skipped = random.pick(mandatory.length > 0 ? mandatory : before).code;
      return events.filter(({ data }) => data.step !== skipped);
    },
  },
  WRONG_ORDER: {
    fits: always,
    shape(shape) {
      straight(shape);
      shape.fillsGaps = false;
    },
    events(events) {
      const at = events.findIndex(({ type }) => type === 'case.decided');
      const decided = events[at];
      const step = events.slice(0, at).findLast(({ type }) => type === 'case.step-done');
      if (decided === undefined || step === undefined) return events;
      [decided.at, step.at] = [step.at, decided.at];
      return events.sort((one, other) => one.at - other.at);
    },
  },
  BEYOND_POWER: {
    fits: always,
    shape: straight,
    events(events, setting) {
      const decided = decision(events);
      if (decided !== undefined) Object.assign(decided.data, officer(setting, 'window'));
      return events;
    },
  },
  SAME_PERSON: {
    fits: always,
    shape: straight,
    events(events, { item }) {
      const decided = decision(events);
      const apart = item.steps.find(({ code }) => code === 'decide')?.separateFrom ?? [];
      const reviewed = events.find(({ data }) => apart.includes(String(data.step)));
      if (decided !== undefined && reviewed !== undefined) decided.data.actor = reviewed.data.actor;
      return events;
    },
  },
  INACTION: {
    fits: (item) => item.budget >= 6,
    shape(shape, item) {
      straight(shape);
      shape.fillsGaps = false;
      for (const [index, step] of shape.steps.entries()) step.at = shape.acceptAt + 0.05 * (index + 1);
      shape.decideAt = Math.floor(shape.acceptAt) + item.budget - 0.4;
    },
  },
  TOO_FAST: {
    fits: (item) => item.budget >= 5 && item.steps.some(({ siteCheck }) => siteCheck),
    shape(shape, _item, random) {
      straight(shape);
      delete shape.openedInstant;
      shape.corrections = 0;
      shape.acceptAt = shape.openedAt + random.between(0.005, 0.02);
      for (const [index, step] of shape.steps.entries()) step.at = shape.acceptAt + 0.015 * (index + 1);
      shape.decideAt = shape.acceptAt + 0.015 * (shape.steps.length + 1);
    },
  },
  PAUSE_ABUSE: {
    fits: (item) => item.budget >= 6 && item.template.special.length > 0,
    shape(shape, _item, random) {
      straight(shape);
      const at = middle(shape);
      if (random.chance(0.5)) {
        shape.pauses = [{ at, days: random.between(4, 9), expectedDays: 2 }];
        return;
      }
      const apart = ((shape.decideAt ?? at + 1) - at) / 4;
      for (const index of [2, 1, 0])
        shape.pauses.push({ at: at + apart * index, days: 0.8, expectedDays: 3 });
    },
  },
  CASE_REOPENED: {
    fits: always,
    shape: straight,
    events(events, { random }) {
      const decided = decision(events);
      const closed = events.find(({ type }) => type === 'case.closed');
      if (!decided || !closed) return events;
      const at = closed.at + random.between(0.5, 4);
      const { actor, post } = decided.data;
      const reopened = {
        at,
        type: 'case.reopened' as const,
        data: { actor, post, reason: '决定书遗漏一项核准内容，撤销办结重新办理' },
      };
      return [...events, reopened, { ...decided, at: at + 0.2 }, { ...closed, at: at + 0.3 }];
    },
  },
  BACKDATED_EDIT: {
    fits: always,
    shape: straight,
    events(events, setting) {
      const at = (events.at(-1)?.at ?? 0) + setting.random.between(0.5, 5);
      return [
        ...events,
        { at, type: 'case.amended', data: { ...officer(setting, 'reviewer'), field: '办理结果' } },
      ];
    },
  },
};
