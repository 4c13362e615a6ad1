import type { ItemInput, Organ } from '#contract/catalogue';
import { type CaseEventType, caseEvents } from '#contract/events';
import { notePace } from '#spine/alerts/pace-book';
import { awaitsOrgan, idleDeadline } from '#spine/alerts/rules/idle';
import {
  bureau,
  calendar,
  eventOf,
  instant,
  licenceWith,
  parameters,
  type Told,
} from '#spine/alerts/rules/story.fixture';
import { applyEvent, type CaseFold, type FoldContext } from '#spine/cases/apply-event';
import { readPolicies } from '#spine/clocks/policy-files';

/** A case told to clocks, rules and the book of paces at once, without a database. */
export interface JudgedStory {
  told: readonly Told[];
  item?: Partial<ItemInput>;
  organ?: Organ;
  historic?: boolean;
  /** Up to when time passes after the last event. */
  until?: string;
}

const policies = new Map(readPolicies().map((policy) => [policy.code, policy]));

function contextOf({ item: more = {}, organ = bureau }: JudgedStory, acting: Organ | undefined): FoldContext {
  const keys = { id: 1, demonstration: false };
  const registered = (one: Organ) => ({ ...one, ...keys, regionCode: Number(one.region) });
  const item = { ...licenceWith(more), ...keys, version: 1 };
  return {
    item,
    organ: registered(organ),
    actingOrgan: registered(acting ?? organ),
    parameters,
    policy: policies.get(item.policy ?? 'shandong')!,
    policyByCode: (code) => policies.get(code)!,
    calendar: () => calendar,
    idlePercent: parameters.numbers.INACTION!.percent!,
  };
}

/** Codes of everything that was noticed. */
export function noticedIn(story: JudgedStory): Set<string> {
  const noticed = new Set<string>();
  const paces: number[] = [];
  let fold: CaseFold | null = null;
  let context = contextOf(story, undefined);
  const pass = (at: number): void => {
    for (const [due, , rule] of fold?.timetable?.rungs.slice(fold.timetable.nextI) ?? [])
      if (due <= at && rule !== 'INACTION') noticed.add(rule);
    if (fold === null || !awaitsOrgan(fold.state)) return;
    const { item, organ, idlePercent } = context;
    if (idleDeadline(fold.state.lastAt, item, calendar, organ, idlePercent) <= at) noticed.add('INACTION');
  };
  for (const [index, one] of story.told.entries()) {
    context = contextOf(story, one.acting);
    const at = instant(one.at);
    const occurredAt = one.claimed === undefined ? at : instant(one.claimed);
    pass(at - 1);
    const time = { at, occurredAt, recordedAt: at, historic: story.historic ?? false };
    const before = fold as CaseFold | null;
    const effect = applyEvent(before, eventOf(one.type, one.data), time, context);
    for (const { rule } of effect.findings) noticed.add(rule);
    for (const [, , rule] of effect.rungs) if (rule !== 'INACTION') noticed.add(rule);
    fold = { ...effect.fold, timetable: effect.fold.timetable ?? before?.timetable };
    const actor = one.type === 'case.step-done' ? one.data?.actor : undefined;
    if (typeof actor === 'string' && notePace(paces, { actor, at, seq: index + 1 }, context.parameters))
      noticed.add('BULK_BACKFILL');
  }
  if (story.until) pass(instant(story.until));
  return noticed;
}

/** An event of the story. @throws when its data does not fit its type */
export const told = (at: string, type: CaseEventType, data: Record<string, unknown> = {}): Told => {
  caseEvents[type].parse(type === 'case.opened' ? { item: 'licence', ...data } : data);
  return { at, type, data };
};
