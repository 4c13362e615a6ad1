import type { Instant } from '#base/time';
import type { AttachmentReference } from '#contract/attachments';
import type {
  AssignmentStatus,
  CallbackResult,
  Channel,
  TicketKind,
  TicketStatus,
} from '#contract/hotline/ticket-names';
import type { Bilingual } from '#contract/text';
import type { PartEvent } from '#spine/platform/part';
import type { TicketEvents } from './events.ts';

export type TicketEvent = PartEvent<TicketEvents>;

/** Another case, as a ticket names it. */
export interface Pointer {
  city: number;
  id: number;
  number: string;
}

/** One organ's part, as the ticket knows it. */
export interface AssignmentState {
  n: number;
  role: 'lead' | 'joint';
  organ: string;
  name: Bilingual;
  region: string;
  status: AssignmentStatus;
  /** Its own case, once it has been opened. */
  case: { city: number; id: number } | null;
  handler: string | null;
  dispatchedAt: Instant;
  signedAt: Instant | null;
  contactedAt: Instant | null;
  answer: string | null;
  answeredAt: Instant | null;
  returnReason: string | null;
  extensionAsked: { days: number; reason: string } | null;
  extendedBy: number;
}

export interface Callback {
  at: Instant;
  actor: string;
  by: 'agent' | 'caller';
  result: CallbackResult;
  resolved: boolean | null;
  note: string;
  redos: number;
}

/** The state of a ticket: a pure fold of its events. */
export interface TicketState {
  status: TicketStatus;
  organ: string;
  title: string;
  channel: Channel;
  kind: TicketKind;
  category: string;
  region: string;
  emergency: boolean;
  confidential: boolean;
  personId: number | null;
  /** The episode in which it was raised; `of` is its case, where programmes are kept here. */
  programme: {
    name: string;
    episode: string;
    organOnAir?: string;
    of?: { city: number; id: number };
  } | null;
  files: AttachmentReference[];
  repeats: number;
  /** How often the caller told more later; absent: never. */
  supplements?: number;
  about: {
    number: string;
    kind: 'inaction' | 'misconduct' | 'slowness' | 'other';
    city: number;
    id: number;
  } | null;
  /** Of an emergency: by when it is dealt with. */
  dueAt: string | null;
  receivedAt: Instant;
  instruction: string;
  assignments: AssignmentState[];
  /** What was told at once, or by the lead organ and has passed the check. */
  answer: string | null;
  answeredAtOnce: boolean;
  passedAt: Instant | null;
  callbacks: Callback[];
  redos: number;
  /** A redo did not satisfy either: how often. */
  unsatisfiedRedos: number;
  supervision: { person: string; reason: string; at: Instant } | null;
  reminders: number;
  unansweredReminders: number;
  notices: { at: Instant; organ: string; text: string }[];
  referral: { at: Instant; text: string } | null;
  exclusion: { reason: string; askedBy: string; decidedBy: string | null; approved: boolean | null } | null;
  /** The ticket that it is handled with. */
  main: (Pointer & { link: 'repeat' | 'cluster' }) | null;
  /** Tickets that are handled with it. */
  members: (Pointer & { link: 'repeat' | 'cluster' })[];
  endedAt: Instant | null;
}

/** Organs' parts that are still to be answered for: neither returned nor recalled. */
export const liveAssignments = ({ assignments }: TicketState): AssignmentState[] =>
  assignments.filter(({ status }) => status !== 'returned' && status !== 'recalled');

/** The lead organ's part, while there is one. */
export const leadOf = (state: TicketState): AssignmentState | undefined =>
  liveAssignments(state).find(({ role }) => role === 'lead');
