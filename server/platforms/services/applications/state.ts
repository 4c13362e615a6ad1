import type { Instant } from '#base/time';
import {
  type ApplicationEvent,
  type ApplicationState,
  type ApplicationStatus,
  type endedStatuses,
  isOpen,
} from './application.ts';
import { evolveParts, planParts } from './joint-parts.ts';

type Filed = Extract<ApplicationEvent, { type: 'services.application-filed' }>['data'];

function file(data: Filed): ApplicationState {
  return {
    status: 'filed',
    item: data.item,
    organ: data.organ,
    title: data.title,
    channel: data.channel,
    personId: data.personId ?? null,
    form: data.form,
    materials: data.materials,
    parent: data.parent ?? null,
    parts: planParts(data.parts),
    accepted: false,
    standsStill: false,
    asked: null,
    outcome: null,
    decidedAt: null,
    endedAt: null,
    extendedBy: 0,
    messages: 0,
    complaints: 0,
    rating: null,
    deliveredAt: null,
    archive: null,
  };
}

/** How it was granted, where the decision was another kind of outcome. */
const outcomeOf = (outcome: string): ApplicationState['outcome'] =>
  outcome === 'granted' || outcome === 'denied' ? outcome : 'other';

function end(state: ApplicationState, status: (typeof endedStatuses)[number], at: Instant): ApplicationState {
  return isOpen(state) ? { ...state, status, endedAt: at, asked: null, standsStill: false } : state;
}

const inStatus = (state: ApplicationState, status: ApplicationStatus): ApplicationState =>
  isOpen(state) ? { ...state, status } : state;

/** Where an open application stands when nothing is asked of the applicant. */
function onwards(state: ApplicationState): ApplicationState {
  const { standsStill, decidedAt, accepted } = state;
  return inStatus(state, standsStill ? 'paused' : decidedAt ? 'decided' : accepted ? 'accepted' : 'filed');
}

/** Handled anew: what was decided and handed over stands no longer, and is decided and handed over again. */
const reopen = (state: ApplicationState): ApplicationState => ({
  ...state,
  status: state.accepted ? 'accepted' : 'filed',
  endedAt: null,
  decidedAt: null,
  outcome: null,
  deliveredAt: null,
});

/** Whoever has been asked for corrections is not told of a standstill instead. */
const unlessCorrecting = (state: ApplicationState): ApplicationState =>
  state.status === 'correcting' ? state : onwards(state);
const corrected = (state: ApplicationState): ApplicationState =>
  state.status === 'correcting' ? onwards(state) : state;

/** The state after one more event at the effective time `at`. Total over every order. */
export function evolve(
  before: ApplicationState | null,
  event: ApplicationEvent,
  at: Instant,
): ApplicationState {
  if (event.type === 'services.application-filed') return before ?? file(event.data);
  if (!before) throw new Error(`an application begins with its filing, not with ${event.type}`);
  const state = evolveParts(before, event, at);
  switch (event.type) {
    case 'services.part-opened':
    case 'services.part-moved':
      return state;
    case 'case.accepted':
    case 'services.joint-accepted':
      return onwards({ ...state, accepted: true, asked: null });
    case 'services.correction-requested': {
      const { reason, materials } = event.data;
      return {
        ...inStatus(state, 'correcting'),
        asked: { at, requests: [{ part: null, reason, materials }] },
      };
    }
    case 'case.correction-asked': {
      const request = { part: null, reason: event.data.reason ?? '', materials: event.data.materials ?? [] };
      return { ...inStatus(state, 'correcting'), asked: { at, requests: [request] } };
    }
    case 'services.corrections-told': {
      const next = event.data.first ? inStatus(state, 'correcting') : state;
      return { ...next, asked: { at, requests: event.data.requests } };
    }
    case 'services.correction-answered':
      return {
        ...corrected(state),
        asked: null,
        materials: [...state.materials, ...event.data.materials],
      };
    case 'case.corrected':
      return { ...corrected(state), asked: null };
    case 'case.not-accepted':
      return end(state, 'not-accepted', at);
    case 'case.paused':
    case 'services.joint-paused':
      return unlessCorrecting({ ...state, standsStill: true });
    case 'case.resumed':
    case 'services.joint-resumed':
      return unlessCorrecting({ ...state, standsStill: false });
    case 'services.joint-extended':
      return { ...state, extendedBy: state.extendedBy + event.data.n };
    case 'case.decided':
    case 'services.joint-decided':
      return {
        ...inStatus(state, 'decided'),
        standsStill: false,
        outcome: outcomeOf(event.data.outcome),
        decidedAt: state.decidedAt ?? at,
      };
    case 'case.closed':
    case 'services.joint-closed':
      return end(state, 'closed', at);
    case 'case.withdrawn':
    case 'services.application-withdrawn':
      return end(state, 'withdrawn', at);
    case 'case.terminated':
      return end(state, 'terminated', at);
    case 'case.reopened':
      return isOpen(state) ? state : reopen(state);
    case 'services.delivered':
      return { ...state, deliveredAt: state.deliveredAt ?? at };
    case 'services.message-sent':
      return { ...state, messages: state.messages + 1 };
    case 'services.complained':
      return { ...state, complaints: state.complaints + 1 };
    case 'services.rated': {
      const { stars, text } = event.data;
      const { firstAt = at, times = 0 } = state.rating ?? {};
      return { ...state, rating: { stars, firstAt, times: times + 1, text: text?.id ?? null } };
    }
    case 'services.archived':
      return { ...state, status: 'archived', archive: { at, fingerprint: event.data.fingerprint } };
    case 'case.opened':
    case 'case.step-done':
    case 'case.extended':
    case 'case.fee-charged':
    case 'case.amended':
      return state;
    default:
      event satisfies never;
      return state;
  }
}
