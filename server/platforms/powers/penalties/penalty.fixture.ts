import { organ as organSchema } from '#contract/catalogue';
import { bureau, calendar } from '#spine/alerts/rules/story.fixture';
import type { Finding } from '#spine/alerts/rule';
import type { ActingRole, PartCommand } from '#spine/platform/part';
import { penaltyActions } from './actions.ts';
import { decide } from './decide.ts';
import type { FormEntry, FormName } from './decide-by-form.ts';
import { penaltyRules } from './indicators.ts';
import type { PenaltyEvent, PenaltyState } from './penalty.ts';
import { evolve } from './state.ts';

/** Tells of a penalty case by commands, without a database. */
export const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
export const file = { id: '0'.repeat(32), sha256: 'a'.repeat(64) };
export const officers = ['officer-1', 'officer-2'].map((holder, n) => ({
  number: `执法-00${n}`,
  holder,
  validFrom: '2024-01-01',
  validUntil: '2027-12-31',
}));

type Registered = Extract<PenaltyEvent, { type: 'powers.clue-registered' }>['data'];
export const registered = (more: Partial<Registered> = {}): PenaltyEvent => ({
  type: 'powers.clue-registered',
  data: {
    actor: 'officer-1',
    item: 'powers-penalty-ordinary',
    organ: 'district-bureau',
    title: '未按规定明码标价',
    onTheSpot: false,
    offence: 'price-not-marked',
    partyKind: 'person',
    personId: 7,
    clueSource: 'inspection',
    facts: '巡查发现部分商品没有标价',
    ...more,
  },
});

/** One act: when, what, by whom, with which values; those of the forms are given as they are. */
export type Act = [when: string, action: string, actor: string, values?: Record<string, unknown>];

export const form = <N extends FormName>(entry: FormEntry<N>) => ({ entry: JSON.stringify(entry) });

/** Whether the table lets a role take an action in a state. */
export const may = (state: PenaltyState, action: string, role: ActingRole): boolean => {
  const { from, roles, when } = penaltyActions[action]!;
  return from.includes(state.status) && roles.includes(role) && (when?.(state) ?? true);
};

/** What a permitted command comes to. */
export function decided(state: PenaltyState, [when, action, actor, values = {}]: Act): PenaltyEvent {
  if (!penaltyActions[action]!.roles.some((role) => may(state, action, role)))
    throw new Error(`${action} in state ${state.status}`);
  const command = { action, values: values as PartCommand['values'] };
  return decide(state, command, { actor, now: at(when) }) as PenaltyEvent;
}

export interface Told {
  state: PenaltyState;
  findings: Finding[];
}

/** A case from its clue on, with what the rules noticed of it. */
export function tell(acts: readonly Act[], opening = registered(), when = '2026-03-02 09:00'): Told {
  const organ = organSchema.parse({ ...bureau, code: 'district-bureau' });
  let state = evolve(null, opening, at(when));
  const findings: Finding[] = [];
  for (const [n, act] of acts.entries()) {
    const event = decided(state, act);
    const now = at(act[0]);
    const after = evolve(state, event, now);
    for (const rule of penaltyRules) {
      if (!rule.on?.includes(event.type)) continue;
      const judged = {
        event,
        at: now,
        occurredAt: now,
        recordedAt: now,
        historic: false,
        before: state,
        after,
        case: {} as never,
        item: {} as never,
        organ,
        actingOrgan: organ,
        calendar,
        dueAt: null,
        seq: n + 2,
      };
      const result = rule.judge!(judged, thresholds[rule.code] ?? {});
      if (result) findings.push(...('rule' in result ? [result] : result));
    }
    state = after;
  }
  return { state, findings };
}

/** As `reference/rules/powers.json` has them. */
const thresholds: Record<string, Record<string, number>> = {
  DISCRETION_OFF_MEDIAN: { percent: 30, least: 5 },
  OFFICERS_UNCERTIFIED: { least: 2 },
};

export const investigated: Act[] = [
  ['2026-03-03 10:00', 'file-penalty', 'approver'],
  ['2026-03-03 11:00', 'assign-officers', 'officer-1', form<'assign-officers'>({ officers })],
  [
    '2026-03-06 10:00',
    'end-investigation',
    'officer-1',
    { tier: 'ordinary', findings: '查明三种商品没有标明价格' },
  ],
];
const reviewed: Act[] = [
  ...investigated,
  ['2026-03-09 10:00', 'review-penalty', 'reviewer', { opinion: '事实清楚，证据确凿' }],
];

/** Up to the advance notice. */
export const noticed = (entry: Partial<FormEntry<'give-notice'>> = {}): Act[] => [
  ...reviewed,
  [
    '2026-03-10 10:00',
    'give-notice',
    'officer-1',
    form<'give-notice'>({
      kinds: ['fine'],
      fine: '1000',
      hearingUntil: '2026-03-17T16:00:00.000Z',
      ...entry,
    }),
  ],
];

/** Up to the decision. */
export const imposed = (
  entry: Partial<FormEntry<'decide-penalty'>> = {},
  notice: Partial<FormEntry<'give-notice'>> = {},
  between: Act[] = [],
): Act[] => [
  ...noticed(notice),
  ...between,
  ['2026-03-18 10:00', 'review-legality', 'reviewer', { opinion: '程序合法，适用法律正确' }],
  [
    '2026-03-19 10:00',
    'decide-penalty',
    'approver',
    form<'decide-penalty'>({
      outcome: 'imposed',
      kinds: ['fine'],
      fine: '1000',
      reason: '当事人未按规定明码标价，事实清楚。',
      number: '罚〔2026〕1号',
      range: { min: '500.00', max: '2000.00' },
      benchmark: 1,
      medianOf: 0,
      ...entry,
    }),
  ],
];
