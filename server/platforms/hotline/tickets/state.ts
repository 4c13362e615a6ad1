import type { Instant } from '#base/time';
import {
  type AssignmentState,
  leadOf,
  liveAssignments,
  type TicketEvent,
  type TicketState,
} from './ticket.ts';

type Data<T extends TicketEvent['type']> = Extract<TicketEvent, { type: T }>['data'];

function receive(data: Data<'hotline.ticket-received'>, at: Instant): TicketState {
  return {
    status: 'received',
    organ: data.organ,
    title: data.title,
    channel: data.channel,
    kind: data.kind,
    category: data.category,
    region: data.region,
    emergency: data.emergency,
    confidential: data.confidential,
    personId: data.personId ?? null,
    programme: data.programme ?? null,
    files: data.files ?? [],
    repeats: data.repeats,
    about: data.about ?? null,
    dueAt: data.dueAt ?? null,
    receivedAt: at,
    instruction: '',
    assignments: [],
    answer: null,
    answeredAtOnce: false,
    passedAt: null,
    callbacks: [],
    redos: 0,
    unsatisfiedRedos: 0,
    supervision: null,
    reminders: 0,
    unansweredReminders: 0,
    notices: [],
    referral: null,
    exclusion: null,
    main: null,
    members: [],
    endedAt: null,
  };
}

const end = (state: TicketState, status: 'closed' | 'withdrawn', at: Instant): TicketState => ({
  ...state,
  status,
  endedAt: state.endedAt ?? at,
});

function dispatch(state: TicketState, data: Data<'hotline.ticket-dispatched'>, at: Instant): TicketState {
  const sent = data.assignments.map(
    ({ n, role, organ, name, region }): AssignmentState => ({
      n,
      role,
      organ,
      name,
      region,
      status: 'dispatched',
      case: null,
      handler: null,
      dispatchedAt: at,
      signedAt: null,
      contactedAt: null,
      answer: null,
      answeredAt: null,
      returnReason: null,
      extensionAsked: null,
      extendedBy: 0,
    }),
  );
  return along({ ...state, instruction: data.instruction, assignments: [...state.assignments, ...sent] });
}

const changed = (
  state: TicketState,
  n: number,
  change: (one: AssignmentState) => Partial<AssignmentState>,
): TicketState => ({
  ...state,
  assignments: state.assignments.map((one) => (one.n === n ? { ...one, ...change(one) } : one)),
});

/** Where a ticket stands that organs have: by the part that is least far, a return that is asked for before all. */
function along(state: TicketState): TicketState {
  if (state.endedAt !== null || state.status === 'callback' || state.status === 'supervising') return state;
  const live = liveAssignments(state);
  const lead = leadOf(state);
  if (!lead) return { ...state, status: 'received' };
  if (live.some(({ status }) => status === 'returning')) return { ...state, status: 'returning' };
  if (live.every(({ status }) => status === 'answered')) return { ...state, status: 'feedback' };
  return { ...state, status: lead.status === 'dispatched' ? 'dispatched' : 'handling' };
}

function move(state: TicketState, data: Data<'hotline.assignment-moved'>, at: Instant): TicketState {
  const { n, handler } = data;
  const set = (change: (one: AssignmentState) => Partial<AssignmentState>) =>
    along(changed(state, n, change));
  switch (data.stage) {
    case 'opened':
      return changed(state, n, () => ({ case: { city: data.city ?? 0, id: data.id ?? 0 } }));
    case 'signed':
      return set((one) => ({ status: 'handling', signedAt: one.signedAt ?? at, handler: handler ?? null }));
    case 'contacted':
      return changed(state, n, (one) => ({ contactedAt: one.contactedAt ?? at }));
    case 'return-asked':
      return set(() => ({ status: 'returning', returnReason: data.reason ?? '' }));
    case 'extension-asked':
      return changed(state, n, () => ({
        extensionAsked: { days: data.days ?? 0, reason: data.reason ?? '' },
      }));
    case 'answered': {
      const next = set(() => ({ status: 'answered', answer: data.answer ?? '', answeredAt: at }));
      return leadOf(state)?.n === n ? { ...next, unansweredReminders: 0 } : next;
    }
    case 'reminder-answered':
      return leadOf(state)?.n === n ? { ...state, unansweredReminders: 0 } : state;
    case 'handed-over':
      return changed(state, n, () => ({ handler: handler ?? null }));
    default:
      data.stage satisfies never;
      return state;
  }
}

function settleReturn(state: TicketState, data: Data<'hotline.return-settled'>): TicketState {
  return along(
    changed(state, data.n, (one) => ({
      status: data.accepted ? 'returned' : one.signedAt === null ? 'dispatched' : 'handling',
    })),
  );
}

/** Back to the organs that answered, to the same handlers. */
const again = (state: TicketState): TicketState =>
  along({
    ...state,
    status: 'handling',
    assignments: state.assignments.map((one) =>
      one.status === 'answered' ? { ...one, status: 'handling' } : one,
    ),
  });

const pass = (state: TicketState, answer: string | null, at: Instant): TicketState => ({
  ...state,
  status: 'callback',
  answer,
  passedAt: state.passedAt ?? at,
});

function callBack(before: TicketState, data: Data<'hotline.called-back'>, at: Instant): TicketState {
  const { redos } = before;
  const { actor, by, result, note } = data;
  const callback = { at, actor, by, result, resolved: data.resolved ?? null, note, redos };
  const state = {
    ...before,
    callbacks: [...before.callbacks, callback],
    unsatisfiedRedos: before.unsatisfiedRedos + (result === 'unsatisfied' && redos > 0 ? 1 : 0),
  };
  switch (data.next) {
    case 'close':
      return end(state, 'closed', at);
    case 'redo':
      return again({ ...state, redos: redos + 1 });
    case 'supervise':
      return { ...state, status: 'supervising' };
    case 'again':
      return state;
    default:
      data.next satisfies never;
      return state;
  }
}

/** The state after one more event at the effective time `at`. Total over every order. */
export function evolve(before: TicketState | null, event: TicketEvent, at: Instant): TicketState {
  if (event.type === 'hotline.ticket-received') return before ?? receive(event.data, at);
  if (!before) throw new Error(`a ticket begins with its receipt, not with ${event.type}`);
  const state = before;
  switch (event.type) {
    case 'hotline.ticket-sorted':
      return { ...state, category: event.data.category, kind: event.data.kind };
    case 'hotline.ticket-answered':
      return end({ ...state, answer: event.data.answer, answeredAtOnce: true }, 'closed', at);
    case 'hotline.ticket-dispatched':
      return dispatch(state, event.data, at);
    case 'hotline.assignment-moved':
      return move(state, event.data, at);
    case 'hotline.return-settled':
      return settleReturn(state, event.data);
    case 'hotline.extension-settled': {
      const { n, approved, days } = event.data;
      return changed(state, n, (one) => ({
        extensionAsked: null,
        extendedBy: one.extendedBy + (approved ? days : 0),
      }));
    }
    case 'hotline.feedback-passed':
      return pass(state, leadOf(state)?.answer ?? null, at);
    case 'hotline.main-passed':
      return pass(state, event.data.answer, at);
    case 'hotline.feedback-sent-back':
      return again(state);
    case 'hotline.called-back':
      return callBack(state, event.data, at);
    case 'hotline.supervised': {
      const { person, reason } = event.data;
      const watched = { ...state, supervision: { person, reason, at } };
      return event.data.again ? again(watched) : watched;
    }
    case 'hotline.reminded':
      return {
        ...state,
        reminders: state.reminders + 1,
        unansweredReminders: state.unansweredReminders + 1,
      };
    case 'hotline.notice-published':
      return {
        ...state,
        notices: [...state.notices, { at, organ: event.data.organ, text: event.data.text }],
      };
    case 'hotline.violation-referred':
      return { ...state, referral: { at, text: event.data.text } };
    case 'hotline.exclusion-asked': {
      const { reason, actor } = event.data;
      return { ...state, exclusion: { reason, askedBy: actor, decidedBy: null, approved: null } };
    }
    case 'hotline.exclusion-settled': {
      const { actor: decidedBy, approved } = event.data;
      return { ...state, exclusion: state.exclusion && { ...state.exclusion, decidedBy, approved } };
    }
    case 'hotline.ticket-joined':
      return { ...state, status: 'joined', main: { ...event.data.main, link: event.data.link } };
    case 'hotline.ticket-released':
      return state.status === 'joined' ? { ...state, status: 'received', main: null } : state;
    case 'hotline.member-noted':
      return { ...state, members: [...state.members, event.data] };
    case 'hotline.ticket-supplemented':
      return { ...state, supplements: (state.supplements ?? 0) + 1 };
    case 'hotline.ticket-taken-on-air':
      return { ...state, programme: event.data.programme };
    case 'hotline.ticket-left-air':
      return { ...state, programme: null };
    case 'hotline.ticket-withdrawn':
      return end(state, 'withdrawn', at);
    case 'hotline.ticket-closed':
      return end(state, 'closed', at);
    case 'hotline.ticket-archived':
      return { ...state, status: 'archived' };
    default:
      // The spine's own events change nothing of a ticket: none of its actions is taken on one.
      return state;
  }
}
