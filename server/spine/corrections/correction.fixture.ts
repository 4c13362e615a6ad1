import type { Instant } from '#base/time';
import type { AlertLevel } from '#contract/alerts';
import { item as itemSchema, organ as organSchema } from '#contract/catalogue';
import type { CorrectionEvent, CorrectionPart } from '#contract/correction-events';
import type { CorrectionStatus } from '#contract/corrections';
import { china, officeHours } from '#spine/clocks/clock.fixture';
import { readPolicies } from '#spine/clocks/policy-files';
import type { ClockContext, Timetable, TimetableRung } from '#spine/clocks/timetable';
import { applyCorrection, type CorrectionEffect, type CorrectionFold } from './apply-correction.ts';
import { type CorrectionAction, decideCorrection } from './correction-actions.ts';
import { readCorrectionLimits } from './correction-limits.ts';
import { evolveCorrection, type CorrectionState } from './correction-state.ts';
import { decideIssue } from './issue-correction.ts';
import { levelAbove } from './supervision.ts';

const named = (name: string) => ({ zh: name, en: name });
const policies = new Map(readPolicies().map((policy) => [policy.code, policy]));

/** A bureau of Lixia district, Jinan; supervised by the district, then the city, then the province. */
export const bureau = {
  ...organSchema.parse({
    code: 'bureau',
    name: named('bureau'),
    region: '370102000000',
    workPeriods: officeHours,
  }),
  id: 1,
  regionCode: 370102000000,
  demonstration: false,
};

const licence = {
  ...itemSchema.parse({
    code: 'licence',
    platform: 'services',
    name: named('licence'),
    type: '01',
    level: 4,
    organ: 'bureau',
    basis: [{ law: 'A law' }],
    limits: { legal: { n: 20, unit: 'working-day' } },
    flow: { version: 1, steps: [{ code: 'accept', name: named('accept') }] },
    effectiveFrom: '2020-01-01',
  }),
  id: 1,
  version: 1,
  demonstration: false,
};

export const context: ClockContext = {
  item: licence,
  organ: bureau,
  policy: policies.get('shandong')!,
  policyByCode: (code) => policies.get(code)!,
  calendar: () => china,
  idlePercent: 50,
};

export const limits = readCorrectionLimits();
export const alertId = '7';

export const issued = (
  at: Instant,
  level: AlertLevel = 'yellow',
  region = bureau.regionCode,
): CorrectionEvent =>
  decideIssue(
    { id: Number(alertId), caseId: 1, key: 'legal:red', rule: 'OVERDUE', level, status: 0, region },
    { demand: 'Please explain the delay.' },
    limits,
    at,
  );

/** What a person fills in for every action. */
export const filled: Record<CorrectionAction, Record<string, unknown>> = {
  sign: {},
  rectify: {
    cause: 'The file was laid aside.',
    measures: 'It is taken up again, day by day.',
  },
  appeal: {
    ground: 'wrong-data',
    statement: 'The closing was recorded a day too late.',
  },
  answer: { feedback: 'The licence was issued and delivered.' },
  verify: { conclusion: 'Seen and found to be so.' },
  reject: { reason: 'The licence has not been delivered.' },
  uphold: { reason: 'The register of the window agrees.' },
  refuse: { reason: 'The register of the window differs.' },
  escalate: { reason: 'It lies too heavy for the district.' },
};

/** Actions that lead into every status, from issuing. */
export const wayTo: Record<CorrectionStatus, CorrectionAction[]> = {
  issued: [],
  signed: ['sign'],
  rectifying: ['sign', 'rectify'],
  appealed: ['sign', 'appeal'],
  answered: ['sign', 'rectify', 'answer'],
  escalated: ['escalate'],
  cleared: ['sign', 'rectify', 'answer', 'verify'],
  upheld: ['sign', 'appeal', 'uphold'],
};

/** A correction in a status, by events alone. */
export function stateIn(status: CorrectionStatus, region?: number): CorrectionState {
  let state = evolveCorrection(null, issued(0, 'yellow', region), 0);
  for (const action of wayTo[status])
    state = evolveCorrection(
      state,
      decideCorrection(alertId, state, { action, values: filled[action], actor: 'Zhang San' }),
      0,
    );
  return state;
}

/** One correction with the timetable of its case, told event by event; keeps everything that fired and was counted. */
export class Told {
  fold: CorrectionFold | null = null;
  timetable: Timetable | undefined;
  last: CorrectionEffect | undefined;
  readonly fired: TimetableRung[] = [];
  readonly counters: string[] = [];

  constructor(timetable?: Timetable) {
    this.timetable = timetable;
  }

  apply(event: CorrectionEvent, at: Instant): this {
    const effect = applyCorrection(this.fold, event, at, this.timetable, context);
    this.last = effect;
    this.fold = effect.fold;
    this.timetable = effect.timetable;
    this.fired.push(...effect.rungs);
    this.counters.push(...effect.counters);
    return this;
  }

  act(action: CorrectionAction, at: Instant): this {
    return this.apply(
      decideCorrection(alertId, this.fold!.state, { action, values: filled[action], actor: 'Zhang San' }),
      at,
    );
  }

  /** Lets what is due happen, as the ticker asks for it. */
  followUp(at: Instant): this {
    const { rung, at: fellDueAt, what } = this.fold!.followUp!;
    const followed = { correction: alertId, rung, fellDueAt: new Date(fellDueAt).toISOString() };
    if (what === 'remind') return this.apply({ type: 'correction.reminded', data: followed }, at);
    const to = levelAbove(this.fold!.state.supervisor)!;
    return this.apply({ type: 'correction.escalated', data: { ...followed, to } }, at);
  }

  get status(): CorrectionStatus {
    return this.fold!.state.status;
  }
  /** Limit that runs, and when it ends. */
  get due(): { part: CorrectionPart; at: Instant } | null {
    return this.fold!.due;
  }
}
