import { Refusal } from '#base/errors';
import type { DecidedEvent, PartCommand } from '#spine/platform/part';
import { dateWithin, dayOf } from './civil-day.ts';
import { decideByForm } from './decide-by-form.ts';
import { decideExecution } from './decide-execution.ts';
import { type Context, type Decision, event } from './decision.ts';
import { openChallenge, type PenaltyState } from './penalty.ts';

/** Whoever reviews a case or hears the party has not investigated it (行政处罚法 art. 58, 64). Refusal: forbidden. */
function checkApart({ officers }: PenaltyState, actor: string): void {
  if (officers.some(({ holder }) => holder === actor))
    throw new Refusal('forbidden', {
      field: 'action',
      expected: 'somebody who did not investigate the case',
    });
}

function askTierChange(
  state: PenaltyState,
  { to, reason, files }: PartCommand['values'],
  { actor }: Context,
) {
  return event('tier-change-asked', { actor, tierFrom: state.tier, tierTo: to, reason, files });
}

/** Whoever asks for another tier does not approve it. Refusal: forbidden. */
function settleTierChange(state: PenaltyState, actor: string): NonNullable<PenaltyState['tierChange']> {
  const change = state.tierChange!;
  if (change.by === actor)
    throw new Refusal('forbidden', { field: 'action', expected: 'somebody who did not ask for it' });
  return change;
}

/** A hearing is asked for within five working days of the notice; later the right has lapsed (art. 64). */
function askHearing({ notice }: PenaltyState, { on }: PartCommand['values'], { actor, now }: Context) {
  const last = dayOf(notice!.hearingUntil - 1);
  const today = dayOf(now);
  const day = dateWithin(on, 'on', { from: dayOf(notice!.at), to: last < today ? last : today });
  return event('hearing-asked', { actor, on: day });
}

function holdHearing(state: PenaltyState, { record, files }: PartCommand['values'], { actor, now }: Context) {
  checkApart(state, actor);
  const on = state.hearing!.heldFor!;
  if (on > dayOf(now))
    throw new Refusal('action-not-allowed', {
      field: 'action',
      expected: `not before ${on}, when it is held`,
    });
  return event('hearing-held', { actor, on, record, files });
}

const decisions: Record<string, Decision> = {
  'file-penalty': (_state, _values, { actor }) => event('penalty-filed', { actor }),
  'drop-clue': (_state, { reason }, { actor }) => event('clue-dropped', { actor, reason }),
  'register-evidence': ({ evidence }, { what, files }, { actor }) =>
    event('evidence-registered', { actor, evidenceNo: evidence.length + 1, what, files }),
  'decide-evidence': (_state, { evidence, outcome }, { actor }) =>
    event('evidence-decided', { actor, evidenceNo: Number(evidence), evidenceOutcome: outcome }),
  'end-investigation': (_state, { tier, findings, files }, { actor }) =>
    event('investigation-ended', { actor, tier, findings, files }),
  'return-investigation': (state, { reason }, { actor }) => {
    checkApart(state, actor);
    return event('investigation-returned', { actor, reason });
  },
  'review-penalty': (state, { opinion }, { actor }) => {
    checkApart(state, actor);
    return event('penalty-reviewed', { actor, opinion });
  },
  'ask-tier-change': askTierChange,
  'approve-tier-change': (state, _values, { actor }) => {
    const { from, to, by: askedBy } = settleTierChange(state, actor);
    return event('tier-changed', { actor, tierFrom: from, tierTo: to, askedBy });
  },
  'refuse-tier-change': (state, { reason }, { actor }) => {
    settleTierChange(state, actor);
    return event('tier-change-refused', { actor, reason });
  },
  'record-statement': ({ notice }, { on, adoption, answer, files }, { actor, now }) =>
    event('statement-recorded', {
      actor,
      on: dateWithin(on, 'on', { from: dayOf(notice!.at), to: dayOf(now) }),
      adoption,
      answer,
      files,
    }),
  'waive-rights': (_state, { files }, { actor }) => event('rights-waived', { actor, files }),
  'ask-hearing': askHearing,
  'announce-hearing': ({ hearing }, { heldOn, place }, { actor }) =>
    event('hearing-announced', {
      actor,
      heldOn: dateWithin(heldOn, 'heldOn', { from: hearing!.askedOn }),
      place,
    }),
  'hold-hearing': holdHearing,
  'give-up-hearing': (_state, { reason, files }, { actor }) =>
    event('hearing-given-up', { actor, reason, files }),
  'review-legality': (state, { opinion }, { actor }) => {
    checkApart(state, actor);
    return event('legally-reviewed', { actor, opinion });
  },
  'record-discussion': ({ notice }, { on, record, files }, { actor, now }) =>
    event('penalty-discussed', {
      actor,
      on: dateWithin(on, 'on', { from: dayOf(notice!.at), to: dayOf(now) }),
      record,
      files,
    }),
  'note-challenge': ({ delivery }, { kind, on }, { actor, now }) =>
    event('challenge-noted', {
      actor,
      challenge: kind,
      on: dateWithin(on, 'on', { from: delivery!.on, to: dayOf(now) }),
    }),
  'end-challenge': (state, { on }, { actor, now }) =>
    event('challenge-ended', {
      actor,
      on: dateWithin(on, 'on', { from: openChallenge(state)!.from, to: dayOf(now) }),
    }),
  ...decideExecution,
  ...decideByForm,
};

/** Turns a permitted action into its event. Pure. Refusals: field-invalid, forbidden, action-not-allowed. */
export function decide(state: PenaltyState, { action, values }: PartCommand, context: Context): DecidedEvent {
  const decision = Object.hasOwn(decisions, action) ? decisions[action] : undefined;
  if (!decision) throw new Refusal('action-not-allowed', { field: 'action', detail: action });
  return decision(state, values, context);
}
