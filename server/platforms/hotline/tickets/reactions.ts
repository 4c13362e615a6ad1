import type { CasePlace, Reaction } from '#spine/platform/part';
import { assignmentItem } from '../items.ts';
import { leadOf, liveAssignments, type Pointer, type TicketEvent, type TicketState } from './ticket.ts';

type Values = Record<string, string | number>;

const act = (on: { city: number; id: number }, action: string, values: Values = {}): Reaction => ({
  does: 'act',
  on: { city: on.city, id: on.id },
  action,
  values,
});

const toLive = (state: TicketState, action: string, values: Values = {}): Reaction[] =>
  liveAssignments(state).flatMap((one) => (one.case ? [act(one.case, action, values)] : []));

const toPart = (state: TicketState, n: number, action: string, values: Values): Reaction[] =>
  state.assignments.flatMap((one) => (one.n === n && one.case ? [act(one.case, action, values)] : []));

const toMembers = ({ members }: TicketState, action: string, values: Values): Reaction[] =>
  members.map((member) => act(member, action, values));

/** Each organ that a ticket is sent to gets a case of its own; of a confidential ticket it does not learn who called. */
function openParts(
  state: TicketState,
  sent: Extract<TicketEvent, { type: 'hotline.ticket-dispatched' }>['data']['assignments'],
  { city, id, number }: CasePlace,
): Reaction[] {
  return sent.map(({ n, role, organ, region }) => ({
    does: 'open',
    type: 'hotline.assignment-opened',
    region: Number(region),
    number: `${number}-${n}`,
    data: {
      item: assignmentItem(state.emergency),
      organ,
      title: state.title,
      ticket: { city, id, number },
      n,
      role,
      region,
      instruction: state.instruction,
      emergency: state.emergency,
      confidential: state.confidential,
      ...(state.personId === null || state.confidential ? null : { personId: state.personId }),
      ...(state.dueAt === null ? null : { dueAt: state.dueAt }),
    },
  }));
}

const pointerTo = ({ city, id, number }: Pointer) => JSON.stringify({ city, id, number });
const yesOrNo = (value: boolean) => (value ? 'yes' : 'no');

/** The events below: of a receipt, the most frequent of all, nothing follows, and nothing is looked up. */
export const reactsTo = [
  'hotline.ticket-answered',
  'hotline.ticket-dispatched',
  'hotline.assignment-moved',
  'hotline.return-settled',
  'hotline.extension-settled',
  'hotline.feedback-sent-back',
  'hotline.feedback-passed',
  'hotline.main-passed',
  'hotline.member-noted',
  'hotline.called-back',
  'hotline.supervised',
  'hotline.reminded',
  'hotline.ticket-closed',
  'hotline.ticket-withdrawn',
  'hotline.ticket-joined',
];

/** What an episode in which it was raised learns, once a ticket has ended. */
function toEpisode({ programme }: TicketState, number: string, solved: boolean, note = ''): Reaction[] {
  if (!programme?.of) return [];
  return [act(programme.of, 'settle-question', { ticket: number, solved: yesOrNo(solved), note })];
}

/** The same of each event with which a ticket ends, or begins to be one of an episode after it has ended. */
function ending(event: TicketEvent, state: TicketState, { number }: CasePlace): Reaction[] {
  switch (event.type) {
    case 'hotline.ticket-answered':
      return toEpisode(state, number, event.data.satisfied !== false, event.data.answer.slice(0, 400));
    case 'hotline.called-back': {
      const { next, result, resolved, note } = event.data;
      const solved = resolved ?? result !== 'unsatisfied';
      return next === 'close' ? toEpisode(state, number, solved, (state.answer ?? note).slice(0, 400)) : [];
    }
    case 'hotline.ticket-closed':
      return toEpisode(state, number, false, event.data.reason.slice(0, 400));
    case 'hotline.ticket-withdrawn':
      return toEpisode(state, number, false, '诉求人撤回');
    default:
      return [];
  }
}

/** What follows from an event of a ticket in the parts of organs, in tickets handled with it, and in its episode. */
export const reactions = (event: TicketEvent, state: TicketState, place: CasePlace): Reaction[] => [
  ...inOthers(event, state, place),
  ...ending(event, state, place),
];

function inOthers(event: TicketEvent, state: TicketState, place: CasePlace): Reaction[] {
  switch (event.type) {
    case 'hotline.ticket-dispatched':
      return openParts(state, event.data.assignments, place);
    case 'hotline.assignment-moved':
      // Opened when the ticket had ended already.
      return event.data.stage === 'opened' && state.endedAt !== null
        ? toPart(state, event.data.n, 'recall', { reason: '工单已结束' })
        : [];
    case 'hotline.return-settled': {
      const { n, accepted, reason } = event.data;
      return toPart(state, n, 'settle-return', { accepted: yesOrNo(accepted), reason });
    }
    case 'hotline.extension-settled': {
      const { n, approved, days, reason, approver } = event.data;
      return toPart(state, n, 'settle-extension', { approved: yesOrNo(approved), days, reason, approver });
    }
    case 'hotline.feedback-sent-back':
      return toLive(state, 'send-back', { reason: event.data.reason, cause: 'check' });
    case 'hotline.feedback-passed':
      return toMembers(state, 'settle-with-main', { answer: state.answer || '已办理' });
    case 'hotline.member-noted':
      return state.passedAt === null
        ? []
        : [act(event.data, 'settle-with-main', { answer: state.answer || '已办理' })];
    case 'hotline.called-back':
      if (event.data.next === 'redo')
        return toLive(state, 'send-back', { reason: event.data.note, cause: 'unsatisfied' });
      return event.data.next === 'close' ? toLive(state, 'finish') : [];
    case 'hotline.supervised':
      return event.data.again
        ? toLive(state, 'send-back', { reason: event.data.reason, cause: 'supervised' })
        : [];
    case 'hotline.reminded': {
      const lead = leadOf(state);
      return lead?.case ? [act(lead.case, 'take-reminder', { text: event.data.text })] : [];
    }
    case 'hotline.ticket-closed':
      return toLive(state, 'finish');
    case 'hotline.ticket-withdrawn':
      return [
        ...toLive(state, 'recall', { reason: '诉求人撤回' }),
        ...toMembers(state, 'release', { reason: '主单已撤回' }),
      ];
    case 'hotline.ticket-joined':
      return [act(event.data.main, 'note-member', { member: pointerTo(place), link: event.data.link })];
    default:
      return [];
  }
}
