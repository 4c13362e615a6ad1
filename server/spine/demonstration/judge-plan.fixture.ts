import { type CaseEvent, type CaseEventType, caseEvents } from '#contract/events';
import { item as itemSchema, organ as organSchema } from '#contract/catalogue';
import { awaitsOrgan, idleDeadline } from '#spine/alerts/rules/idle';
import { readRuleParameters } from '#spine/alerts/rules/rule-parameters';
import { judgePace } from '#spine/alerts/rules/pace';
import { readCalendars } from '#spine/calendar/calendar-files';
import { compileCalendar } from '#spine/calendar/working-days';
import { applyEvent, type CaseFold, type FoldContext } from '#spine/cases/apply-event';
import { readPolicies } from '#spine/clocks/policy-files';
import { installedPlatforms } from '#spine/platform/installed';
import type { CityPlan, PlannedCase } from './plan-cases.ts';

/** What the real clocks and rules say of a planned case, without a database. */

const data = readCalendars().find(({ code }) => code === 'CN');
if (data === undefined) throw new Error('reference/calendars has no calendar CN');
export const calendar = compileCalendar(data);
const parameters = readRuleParameters(undefined, installedPlatforms());
const policies = new Map(readPolicies().map((policy) => [policy.code, policy]));
const policy = (code: string) => policies.get(code) ?? policies.values().next().value!;
const contexts = new Map<string, FoldContext>();

function contextOf({ item: { item, organ } }: PlannedCase): FoldContext {
  let context = contexts.get(item.code);
  if (context === undefined) {
    const keys = { id: 1, demonstration: true };
    const registered = { ...organSchema.parse(organ.organ), ...keys, regionCode: Number(organ.organ.region) };
    context = {
      item: { ...itemSchema.parse(item), ...keys, version: 1 },
      organ: registered,
      actingOrgan: registered,
      parameters,
      policy: policy('shandong'),
      policyByCode: policy,
      calendar: () => calendar,
      idlePercent: parameters.numbers.INACTION?.percent ?? 50,
    };
    contexts.set(item.code, context);
  }
  return context;
}

export interface Judgement {
  /** Rule and level of everything noticed, e.g. `OVERDUE red`. */
  noticed: Set<string>;
  late: boolean;
}

/** Folds one case as a replay source would send it; `until` is the present of its open clocks. */
export function judgeCase(planned: PlannedCase, until: number): Judgement {
  const context = contextOf(planned);
  const noticed = new Set<string>();
  const levels = ['', 'notice', 'yellow', 'red'];
  let fold: CaseFold | null = null;
  const fire = (at: number) => {
    for (const [due, , rule, level] of fold?.timetable?.rungs.slice(fold.timetable.nextI) ?? []) {
      if (due <= at && rule !== 'INACTION') noticed.add(`${rule} ${levels[level]}`);
    }
    // Not every step moves a clock, so that silence is judged from the state, as the ticker does.
    if (fold === null || !awaitsOrgan(fold.state)) return;
    const { item, organ, idlePercent } = context;
    if (idleDeadline(fold.state.lastAt, item, calendar, organ, idlePercent) <= at)
      noticed.add('INACTION yellow');
  };
  for (const { type, time, data: raw } of planned.events) {
    const event = { type, data: caseEvents[type as CaseEventType].parse(raw) } as CaseEvent;
    const at = Date.parse(time);
    fire(at);
    const effect = applyEvent(
      fold,
      event,
      { at, occurredAt: at, recordedAt: until, historic: true },
      context,
    );
    for (const { rule, level } of effect.findings) noticed.add(`${rule} ${level}`);
    for (const [, , rule, level] of effect.rungs) {
      if (rule !== 'INACTION') noticed.add(`${rule} ${levels[level]}`);
    }
    fold = { ...effect.fold, timetable: effect.fold.timetable ?? (fold as CaseFold | null)?.timetable };
  }
  fire(until);
  return { noticed, late: fold?.late ?? false };
}

/** How often one actor does more steps in a short time than BULK_BACKFILL allows. */
export function countBursts({ cases }: CityPlan): number {
  const steps = cases
    .flatMap(({ events }) => events)
    .filter(({ type }) => type === 'case.step-done')
    .map(({ time, data: step }) => ({ at: Date.parse(time), actor: String(step?.actor) }))
    .sort((one, other) => one.at - other.at);
  const times = new Map<string, number[]>();
  let bursts = 0;
  for (const { at, actor } of steps) {
    const own = times.get(actor) ?? [];
    if (judgePace(own, at, parameters.numbers.BULK_BACKFILL ?? {})) bursts += 1;
    times.set(actor, [...own, at].slice(-21));
  }
  return bursts;
}
