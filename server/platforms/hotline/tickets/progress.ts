import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import type { TicketProgress } from '#contract/hotline/tickets';
import type { Bilingual } from '#contract/text';
import { readReceipt, receiptCode } from '#spine/cases/receipt';
import { applicationView } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { actions } from './actions.ts';
import { eventsOf } from './event-list.ts';
import { liveAssignments, type TicketState } from './ticket.ts';
import { getTicket, type StoredTicket } from './ticket-view.ts';
import { ticketRows } from './ticket-list.ts';

/** The ticket whose receipt code it is. Refusal: not-found. */
export async function ticketOfReceipt(spine: Spine, receipt: string): Promise<StoredTicket> {
  const key = readReceipt(receipt, spine.receiptKey);
  if (!key)
    throw new Refusal('not-found', {
      field: 'receipt',
      expected: 'the 24 letters and digits on the receipt',
    });
  return getTicket(applicationView(spine), formatKey(key.city, key.id));
}

/** What a step is called to whoever waits for an answer; what is not theirs to know is not there. */
const told: Record<string, Bilingual> = {
  'hotline.ticket-received': { zh: '已受理', en: 'Received' },
  'hotline.ticket-supplemented': { zh: '已收到补充内容', en: 'What was added has been received' },
  'hotline.ticket-answered': { zh: '已答复', en: 'Answered' },
  'hotline.ticket-dispatched': { zh: '已派发承办机关', en: 'Sent to the organ' },
  'hotline.ticket-joined': { zh: '与同类诉求合并办理', en: 'Handled together with others about the same' },
  'hotline.feedback-passed': { zh: '办理结果已核查', en: 'The answer has been checked' },
  'hotline.main-passed': { zh: '办理结果已核查', en: 'The answer has been checked' },
  'hotline.called-back': { zh: '已回访', en: 'Called back' },
  'hotline.supervised': { zh: '专人督办', en: 'Watched over by a named person' },
  'hotline.reminded': { zh: '已催办', en: 'The organ was reminded' },
  'hotline.ticket-closed': { zh: '已办结', en: 'Closed' },
  'hotline.ticket-withdrawn': { zh: '已撤回', en: 'Withdrawn' },
  'hotline.ticket-archived': { zh: '已归档', en: 'Archived' },
};
const stages: Record<string, Bilingual> = {
  signed: { zh: '承办机关已签收', en: 'The organ has signed for it' },
  answered: { zh: '承办机关已反馈，待核查', en: 'The organ has answered; to be checked' },
};

const mayNow = (state: TicketState): string[] =>
  Object.entries(actions)
    .filter(
      ([, { from, roles, when }]) =>
        roles.includes('citizen') && from.includes(state.status) && (when?.(state) ?? true),
    )
    .map(([name]) => name);

/** A ticket as whoever holds its receipt sees it: no name, and nothing of others. */
export async function showProgress(spine: Spine, { one, state }: StoredTicket): Promise<TicketProgress> {
  const [row] = await ticketRows(applicationView(spine), [{ city: one.city, id: one.id }], spine.now());
  const events = await eventsOf(spine.pool, one);
  const isAnswered = state.passedAt !== null || state.endedAt !== null;
  return {
    receipt: receiptCode(one.city, one.id, spine.receiptKey),
    number: one.number,
    title: state.title,
    categoryName: row!.categoryName,
    regionName: row!.regionName,
    status: state.status,
    openedAt: row!.openedAt,
    dueAt: row!.dueAt,
    late: row!.late,
    steps: events.flatMap(({ type, at, stage }) => {
      const text = type === 'hotline.assignment-moved' ? stages[stage ?? ''] : told[type];
      return text ? [{ at: toRfc3339(at), text }] : [];
    }),
    organs: liveAssignments(state).map(
      ({ organ }) => spine.registry.organ(organ)?.name ?? { zh: organ, en: organ },
    ),
    answer: isAnswered ? state.answer : null,
    handledWith: state.main?.number ?? null,
    redos: state.redos,
    result: state.callbacks.at(-1)?.result ?? null,
    may: mayNow(state),
    demonstration: row!.demonstration,
  };
}
