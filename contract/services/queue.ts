import { z } from 'zod';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { groupLetter } from '#contract/services/points';
import { bilingual, civilDate, code } from '#contract/text';

const pointId = z.object({ id: z.string() });
const at = z.iso.datetime();
const slotTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day from 00:00 to 23:59');

/** Who is called sooner, and why; how much sooner is data (reference/services/queue.json). */
export const ticketPriorities = ['none', 'appointment', 'elderly', 'disabled'] as const;
export const ticketPriority = z.enum(ticketPriorities);
export type TicketPriority = z.infer<typeof ticketPriority>;

export const ticketStates = ['waiting', 'called', 'done', 'skipped', 'left'] as const;
export const ticketState = z.enum(ticketStates);
export type TicketState = z.infer<typeof ticketState>;

/** What a clerk can do at a window. */
export const windowActions = [
  'open',
  'pause',
  'close',
  'call',
  'recall',
  'skip',
  'done',
  'transfer',
  'restore',
] as const;
export const windowAction = z.enum(windowActions);
export type WindowAction = z.infer<typeof windowAction>;

export const slot = z.object({
  time: slotTime,
  capacity: z.number().int(),
  free: z.number().int(),
});

/** A mobile or fixed number as people write it; kept sealed. */
const phone = z
  .string()
  .trim()
  .regex(/^\+?[\d\s-]{7,24}$/, 'a telephone number of 7 to 20 digits');

export const holderCode = z
  .string()
  .transform((text) => text.replaceAll(/[\s-]/g, '').toUpperCase())
  .pipe(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/, 'a code of 12 letters and digits'));

export const appointment = z.object({
  code: z.string(),
  point: z.string(),
  pointName: bilingual,
  address: z.string(),
  group: groupLetter,
  groupName: bilingual,
  item: z.string().nullable(),
  day: civilDate,
  time: slotTime,
  startsAt: at,
  state: z.enum(['booked', 'checked-in', 'cancelled', 'missed']),
  /** Masked. */
  phone: z.string(),
  /** From when and until when one can check in. */
  checkInFrom: at,
  checkInUntil: at,
  can: z.array(z.enum(['cancel', 'move', 'check-in'])),
});
export type Appointment = z.infer<typeof appointment>;

/** A ticket as whoever holds it sees it. It carries no name. */
export const ticketView = z.object({
  code: z.string(),
  number: z.string(),
  point: z.string(),
  pointName: bilingual,
  group: groupLetter,
  groupName: bilingual,
  priority: ticketPriority,
  state: ticketState,
  /** Tickets that will be called before it. */
  ahead: z.number().int(),
  /** Minutes, from the pace of the last tickets; null when no window is open. */
  estimate: z.number().int().nullable(),
  /** How many handled tickets the pace is measured from; 0: it is assumed. */
  paceOf: z.number().int(),
  window: z.object({ code, name: bilingual }).nullable(),
  calls: z.number().int(),
  issuedAt: at,
  rating: z.number().int().nullable(),
});
export type TicketView = z.infer<typeof ticketView>;

const groupStanding = z.object({
  letter: groupLetter,
  name: bilingual,
  waiting: z.number().int(),
  openWindows: z.number().int(),
  estimate: z.number().int().nullable(),
});

export const hall = z.object({
  point: z.string(),
  name: bilingual,
  asOf: at,
  /** Newest call first. */
  called: z.array(z.object({ number: z.string(), window: bilingual, calls: z.number().int(), calledAt: at })),
  groups: z.array(groupStanding),
});
export type Hall = z.infer<typeof hall>;

const counterTicket = z.object({
  id: z.string(),
  number: z.string(),
  group: groupLetter,
  priority: ticketPriority,
  waitedMinutes: z.number().int(),
  overLimit: z.boolean(),
  calls: z.number().int(),
  item: z.string().nullable(),
  /** Given over from another window. */
  transferred: z.boolean(),
});

export const counter = z.object({
  point: z.string(),
  pointName: bilingual,
  window: code,
  windowName: bilingual,
  group: groupLetter,
  state: z.enum(['open', 'paused', 'closed']),
  /** Whose place it is now; an account name. */
  clerk: z.string().nullable(),
  mine: z.boolean(),
  current: counterTicket.nullable(),
  waiting: z.array(counterTicket),
  waitingCount: z.number().int(),
  skipped: z.array(counterTicket),
  done: z.number().int(),
  groups: z.array(z.object({ letter: groupLetter, name: bilingual })),
  limitMinutes: z.number().int(),
  actions: z.array(windowAction),
});
export type Counter = z.infer<typeof counter>;

const minutes = z.number().nullable();
/** Waiting and handling of the turns of a window, in minutes; percentiles as PostgreSQL's percentile_cont. */
export const windowMeasures = z.object({
  window: code,
  name: bilingual,
  turns: z.number().int(),
  done: z.number().int(),
  skipped: z.number().int(),
  waitMedian: minutes,
  wait90: minutes,
  handlingMedian: minutes,
  handling90: minutes,
  rating: z.number().nullable(),
  ratings: z.number().int(),
});

export const turnOutcomes = ['done', 'skipped', 'transferred', 'left'] as const;

/** One call of a ticket by a window, with the rating that its holder gave of it. It carries no name. */
export const windowTurn = z.object({
  /** Key of ticket and turn. */
  id: z.string(),
  number: z.string(),
  windowName: bilingual,
  groupName: bilingual,
  queuedAt: at,
  calledAt: at,
  endedAt: at.nullable(),
  outcome: z.enum(turnOutcomes).nullable(),
  rating: z.number().int().nullable(),
  /** Of a low rating: the case by which it was put to the organ. */
  caseId: z.string().nullable(),
});
export type WindowTurn = z.infer<typeof windowTurn>;

const counterAddress = pointId.extend({ window: code });
const withCode = z.object({ code: holderCode });

export const queueApi = {
  listSlots: endpoint({
    method: 'GET',
    path: '/api/services/points/:id/slots',
    summary: 'Slots for appointments at a group of windows, and how many places are free',
    face: 'public',
    access: 'everybody',
    params: pointId,
    query: z.object({ group: groupLetter }),
    response: z.array(z.object({ day: civilDate, slots: z.array(slot) })),
  }),
  book: endpoint({
    method: 'POST',
    path: '/api/services/appointments',
    summary: 'Make an appointment, without an account; the code in the answer is the only way back to it',
    face: 'public',
    access: 'everybody',
    body: z.object({
      point: z.string(),
      group: groupLetter,
      item: code.nullable().default(null),
      day: civilDate,
      time: slotTime,
      phone,
    }),
    response: appointment,
  }),
  getAppointment: endpoint({
    method: 'GET',
    path: '/api/services/appointments/:code',
    summary: 'An appointment by its code',
    face: 'public',
    access: 'everybody',
    params: withCode,
    response: appointment,
  }),
  cancelAppointment: endpoint({
    method: 'POST',
    path: '/api/services/appointments/:code/cancel',
    summary: 'Cancel an appointment; its place is free again',
    face: 'public',
    access: 'everybody',
    params: withCode,
    response: appointment,
  }),
  moveAppointment: endpoint({
    method: 'POST',
    path: '/api/services/appointments/:code/move',
    summary: 'Move an appointment to another slot of the same group',
    face: 'public',
    access: 'everybody',
    params: withCode,
    body: z.object({ day: civilDate, time: slotTime }),
    response: appointment,
  }),
  checkIn: endpoint({
    method: 'POST',
    path: '/api/services/appointments/:code/check-in',
    summary: 'Check in for an appointment and get a ticket',
    face: 'public',
    access: 'everybody',
    params: withCode,
    response: ticketView,
  }),
  getTicket: endpoint({
    method: 'GET',
    path: '/api/services/tickets/:code',
    summary: 'A ticket and its place in the queue',
    face: 'public',
    access: 'everybody',
    params: withCode,
    response: ticketView,
  }),
  leaveQueue: endpoint({
    method: 'POST',
    path: '/api/services/tickets/:code/leave',
    summary: 'Give a ticket up',
    face: 'public',
    access: 'everybody',
    params: withCode,
    response: ticketView,
  }),
  rateWindow: endpoint({
    method: 'POST',
    path: '/api/services/tickets/:code/rating',
    summary: 'Rate the window that handled a ticket, once',
    face: 'public',
    access: 'everybody',
    params: withCode,
    body: z.object({ stars: z.number().int().min(1).max(5) }),
    response: ticketView,
  }),
  getHall: endpoint({
    method: 'GET',
    path: '/api/services/points/:id/hall',
    summary: 'What the display of a hall shows: numbers called, and how long each queue is',
    face: 'public',
    access: 'everybody',
    params: pointId,
    response: hall,
  }),
  issueTicket: endpoint({
    method: 'POST',
    path: '/api/services/points/:id/tickets',
    summary: 'Hand out a ticket in the hall',
    face: 'workbench',
    access: 'queue.call',
    params: pointId,
    body: z.object({ group: groupLetter, priority: ticketPriority.exclude(['appointment']).default('none') }),
    response: ticketView,
  }),
  listCounters: endpoint({
    method: 'GET',
    path: '/api/services/counters',
    summary: 'The windows that one may call at',
    face: 'workbench',
    access: 'queue.call',
    query: z.object({ search: z.string().max(40).optional() }),
    response: z.array(
      z.object({
        point: z.string(),
        pointName: bilingual,
        window: code,
        windowName: bilingual,
        groupName: bilingual,
        state: counter.shape.state,
        clerk: z.string().nullable(),
        waiting: z.number().int(),
      }),
    ),
  }),
  getCounter: endpoint({
    method: 'GET',
    path: '/api/services/points/:id/windows/:window',
    summary: 'The call screen of a window',
    face: 'workbench',
    access: 'queue.call',
    params: counterAddress,
    response: counter,
  }),
  act: endpoint({
    method: 'POST',
    path: '/api/services/points/:id/windows/:window/actions',
    summary: 'Open, pause or close a window; call, recall, skip, finish, restore or transfer a ticket',
    face: 'workbench',
    access: 'queue.call',
    params: counterAddress,
    body: z.object({
      action: windowAction,
      /** Of a transfer: the group that the ticket goes to. */
      group: groupLetter.optional(),
      /** Of a restore: the ticket that was skipped; otherwise the one that is meant, against a double click. */
      ticket: z.string().optional(),
    }),
    response: counter,
  }),
  getMeasures: endpoint({
    method: 'GET',
    path: '/api/services/points/:id/measures',
    summary: 'Waiting and handling times of the windows of a point, with percentiles',
    face: 'workbench',
    access: ['statistics.read', 'queue.call'],
    params: pointId,
    query: z.object({ from: civilDate.optional(), to: civilDate.optional() }),
    response: z.array(windowMeasures),
  }),
  listTurns: endpoint({
    method: 'GET',
    path: '/api/services/points/:id/turns',
    summary: 'The turns that the measures of a window count, the newest first',
    face: 'workbench',
    access: ['statistics.read', 'queue.call'],
    params: pointId,
    query: z.object({
      ...paging,
      window: code.optional(),
      from: civilDate.optional(),
      to: civilDate.optional(),
      outcome: z.enum(turnOutcomes).optional(),
      /** Those that were rated alone. */
      rated: z.enum(['true']).optional(),
      stars: many(z.coerce.number().pipe(z.number().int().min(1).max(5))),
    }),
    response: pageOf(windowTurn).extend({
      pointName: bilingual,
      windows: z.array(z.object({ code, name: bilingual })),
      from: civilDate,
      to: civilDate,
    }),
  }),
};
