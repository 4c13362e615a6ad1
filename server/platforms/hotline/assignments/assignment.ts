import type { Instant } from '#base/time';
import type { AttachmentReference } from '#contract/attachments';
import type { AssignmentStatus } from '#contract/hotline/ticket-names';
import type { PartEvent } from '#spine/platform/part';
import type { AssignmentEvents } from './events.ts';

export type AssignmentEvent = PartEvent<AssignmentEvents>;

/** The state of one organ's part of a ticket: a pure fold of its events. */
export interface Assignment {
  status: AssignmentStatus;
  organ: string;
  ticket: { city: number; id: number; number: string };
  n: number;
  role: 'lead' | 'joint';
  instruction: string;
  emergency: boolean;
  confidential: boolean;
  dispatchedAt: Instant;
  /** Whoever signed for it; a redo comes back to them. */
  handler: string | null;
  contactedAt: Instant | null;
  returnReason: string | null;
  returnsRefused: number;
  extensionAsked: { days: number; reason: string } | null;
  extendedBy: number;
  answer: string | null;
  answers: number;
  files: AttachmentReference[];
  sentBack: { reason: string; cause: 'check' | 'unsatisfied' | 'supervised'; times: number } | null;
  reminders: { at: Instant; text: string; answer: string | null }[];
}
