import type { CaseEventType } from '#contract/events';
import { type CaseState, stepTrace } from '#spine/cases/case-state';
import { hasAcceptance, partsOf } from './case-shape.ts';
import { stepEvent } from './case-story.ts';
import type { DemonstrationItem } from './expand-items.ts';
import type { Officers } from './officers.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface NextEvent {
  type: CaseEventType;
  data: Record<string, unknown>;
}

export interface NextSetting {
  item: DemonstrationItem;
  officers: Officers;
  random: SeededRandom;
  /** Whether the decision should give a rule something to notice. */
  anomalous: boolean;
}

/**
 * What happens next in an open case, told from its state and the flow of its item alone, so that any case of
 * the demonstration goes on after a restart. Null when the case has ended.
 */
export function nextEvent(state: CaseState, setting: NextSetting): NextEvent | null {
  if (state.endedAt !== null) return null;
  if (state.status === 'correcting') return { type: 'case.corrected', data: {} };
  if (state.status === 'paused') return { type: 'case.resumed', data: by(setting, 'reviewer') };
  const { item } = setting;
  if (state.acceptedAt === null && hasAcceptance(item)) {
    return { type: 'case.accepted', data: { ...by(setting, 'window'), window: 'W1' } };
  }
  const { before, after } = partsOf(item);
  const missing = (steps: typeof before) =>
    steps.find(({ code, mandatory }) => mandatory && !stepTrace(state, code));
  if (state.decidedAt === null) {
    const step = missing(before);
    if (step !== undefined) return stepEvent(step, setting);
    return feeEvent(state, setting) ?? decisionEvent(state, setting);
  }
  const step = missing(after);
  if (step !== undefined) return stepEvent(step, setting);
  return { type: 'case.closed', data: { ...by(setting, 'window'), result: '办结', contents: ['result'] } };
}

function feeEvent(state: CaseState, setting: NextSetting): NextEvent | null {
  const { fees } = setting.item.template;
  if (fees.length === 0 || state.fees.length > 0) return null;
  const { code, amount } = setting.random.pick(fees);
  const due = Number(amount);
  return { type: 'case.fee-charged', data: { ...by(setting, 'window'), fee: code, due, paid: due } };
}

/** A decision; an anomalous one is taken by the wrong post, by the reviewer, without a reason or without a document. */
function decisionEvent(state: CaseState, setting: NextSetting): NextEvent {
  const { item, random } = setting;
  const outcome = item.template.type === '02' ? 'imposed' : 'granted';
  const data: Record<string, unknown> = {
    ...by(setting, 'approver'),
    outcome,
    reason: '',
    contents: ['decision'],
  };
  if (!setting.anomalous) return { type: 'case.decided', data };
  const apart = item.steps.find(({ code }) => code === 'decide')?.separateFrom ?? [];
  const reviewer = apart.map((code) => stepTrace(state, code)?.actor).find((actor) => actor);
  const draw = random.next();
  if (draw < 0.3) Object.assign(data, by(setting, 'window'));
  else if (draw < 0.6 && reviewer) data.actor = reviewer;
  else if (draw < 0.8 && outcome === 'granted') data.outcome = 'denied';
  else delete data.contents;
  return { type: 'case.decided', data };
}

function by({ item, officers, random }: NextSetting, post: string): { actor: string; post: string } {
  const held = officers.of(item.organ).has(post) ? post : 'window';
  return { actor: officers.pick(item.organ, held, random), post: held };
}
