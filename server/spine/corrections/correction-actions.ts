import { Refusal } from '#base/errors';
import type { AvailableAction } from '#contract/cases';
import {
  correctionEvents,
  type CorrectionEvent,
  type CorrectionEventType,
} from '#contract/correction-events';
import type { CorrectionStatus } from '#contract/corrections';
import type { Bilingual } from '#contract/text';
import { readFields } from '#spine/cases/action-form';
import { actionFields, longest } from '#spine/corrections/action-fields';
import type { CorrectionState } from '#spine/corrections/correction-state';
import { endedCorrections } from '#spine/corrections/correction-state';
import { levelAbove } from '#spine/corrections/supervision';

export type CorrectionAction = keyof typeof actionFields;

/** The closed table: what may be done in which status. Who may do it: correction-permissions.ts. */
export const correctionActions = {
  issued: ['sign', 'escalate'],
  signed: ['rectify', 'appeal', 'escalate'],
  rectifying: ['answer', 'escalate'],
  appealed: ['uphold', 'refuse', 'escalate'],
  answered: ['verify', 'reject', 'escalate'],
  escalated: ['sign', 'escalate'],
  cleared: [],
  upheld: [],
} as const satisfies Record<CorrectionStatus, readonly CorrectionAction[]>;

/** Title and effect of every action. `danger`: it takes the correction to another level or away for good. */
const actions: Record<CorrectionAction, { event: CorrectionEventType; title: Bilingual; danger: boolean }> = {
  sign: { event: 'correction.signed', title: { zh: '签收', en: 'Sign for it' }, danger: false },
  rectify: { event: 'correction.rectified', title: { zh: '整改', en: 'Rectify' }, danger: false },
  appeal: { event: 'correction.appealed', title: { zh: '申诉', en: 'Appeal' }, danger: false },
  answer: { event: 'correction.answered', title: { zh: '反馈', en: 'Answer' }, danger: false },
  verify: { event: 'correction.cleared', title: { zh: '核验销号', en: 'Verify and clear' }, danger: false },
  reject: { event: 'correction.returned', title: { zh: '退回整改', en: 'Send back' }, danger: true },
  uphold: {
    event: 'correction.upheld',
    title: { zh: '申诉成立', en: 'Uphold the appeal' },
    danger: true,
  },
  refuse: {
    event: 'correction.appeal-refused',
    title: { zh: '申诉不成立', en: 'Refuse the appeal' },
    danger: true,
  },
  escalate: {
    event: 'correction.escalated',
    title: { zh: '升级督办', en: 'Escalate to the level above' },
    danger: true,
  },
};

/** The actions that a state allows: the table, less escalation where no level is above. */
export function allowedActions(state: Pick<CorrectionState, 'status' | 'supervisor'>): CorrectionAction[] {
  return correctionActions[state.status].filter(
    (action) => action !== 'escalate' || levelAbove(state.supervisor) !== undefined,
  );
}

/** Actions for people: title and fields of each. */
export function describeActions(allowed: CorrectionAction[]): AvailableAction[] {
  return allowed.map((action) => {
    const { title, danger } = actions[action];
    return { action, title, danger, fields: [...actionFields[action]] };
  });
}

/** The event that an action appends. */
export const eventOf = (action: CorrectionAction): CorrectionEventType => actions[action].event;

const bringsAbout = (event: CorrectionEventType) => (action: CorrectionAction) =>
  actions[action].event === event;

/** Whether an event may follow this state; what was decided on an older state is refused when it arrives. */
export function allowsEvent(state: CorrectionState | null, event: CorrectionEvent): boolean {
  if (!state) return event.type === 'correction.issued';
  if (event.type === 'correction.reminded' || event.type === 'correction.recalculated')
    return !endedCorrections.has(state.status);
  if (event.type === 'correction.escalated' && event.data.to !== levelAbove(state.supervisor)) return false;
  return correctionActions[state.status].some(bringsAbout(event.type));
}

export function isAction(action: string): action is CorrectionAction {
  return Object.hasOwn(actions, action);
}

export interface CorrectionCommand {
  /** Who gives it. */
  actor: string;
  action: string;
  values: Record<string, unknown>;
}

/**
 * What a command brings about: one event, or a refusal.
 * @throws Refusal action-not-allowed, when the state does not allow it; field-invalid, naming the field
 */
export function decideCorrection(
  correction: string,
  state: CorrectionState,
  { actor, action, values }: CorrectionCommand,
): CorrectionEvent {
  const allowed = allowedActions(state);
  if (!isAction(action) || !allowed.includes(action))
    throw new Refusal('action-not-allowed', {
      field: 'action',
      expected:
        allowed.length > 0 ? `one of ${allowed.join(', ')}` : `none, the correction is ${state.status}`,
    });
  const said = readFields(actionFields[action], values, longest);
  const to = action === 'escalate' ? { to: levelAbove(state.supervisor) } : null;
  const { event: type } = actions[action];
  return {
    type,
    data: correctionEvents[type].parse({ correction, actor, ...said, ...to }),
  } as CorrectionEvent;
}
