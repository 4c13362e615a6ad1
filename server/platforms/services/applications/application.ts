import type { Instant } from '#base/time';
import type { pauseKinds } from '#contract/events';
import type { PartEvent } from '#spine/platform/part';
import type { ApplicationEvents, CorrectionRequest, FiledMaterial } from './events.ts';

export type ApplicationEvent = PartEvent<ApplicationEvents>;

export const openStatuses = ['filed', 'correcting', 'accepted', 'paused', 'decided'] as const;
export const endedStatuses = ['closed', 'not-accepted', 'withdrawn', 'terminated', 'archived'] as const;
export type ApplicationStatus = (typeof openStatuses)[number] | (typeof endedStatuses)[number];

export interface CasePointer {
  city: number;
  id: number;
}

/** The state of an application, or of one part of a joint one: a pure fold of its events. */
export interface ApplicationState {
  status: ApplicationStatus;
  item: string;
  organ: string;
  title: string;
  channel: 'portal' | 'window';
  personId: number | null;
  /** What was filled in, sealed. */
  form: { id: number; sha256: string };
  /** Everything handed in, by material; what came later stands behind. */
  materials: FiledMaterial[];
  /** Of a part: the application that it belongs to. */
  parent: CasePointer | null;
  /** Of a joint application: what it is made of, each with where it stands. */
  parts: JointPart[];
  accepted: boolean;
  /** A special procedure runs, of its own or of a part. */
  standsStill: boolean;
  /** What the applicant has been asked to correct and has not answered yet. */
  asked: { at: Instant; requests: CorrectionRequest[] } | null;
  outcome: 'granted' | 'denied' | 'other' | null;
  decidedAt: Instant | null;
  endedAt: Instant | null;
  /** Working days by which the joint limit was extended. */
  extendedBy: number;
  messages: number;
  complaints: number;
  rating: { stars: number; firstAt: Instant; times: number; text: number | null } | null;
  deliveredAt: Instant | null;
  archive: { at: Instant; fingerprint: string } | null;
}

/** One part of a joint application, as the application that it belongs to knows it. */
export interface JointPart {
  item: string;
  title: string;
  organ: string;
  region: string;
  after: string[];
  materials: string[];
  /** Its own case, once it has begun. */
  case: CasePointer | null;
  /**
   * `waiting` for others; `open` at its organ, which has not spoken; `asked`: wants corrections; `accepted`; `decided`; `ended`
   * with or without a decision; `void`: what it waited for was not granted, so it never begins.
   */
  stage: 'waiting' | 'open' | 'asked' | 'accepted' | 'decided' | 'ended' | 'void';
  outcome: 'granted' | 'denied' | 'other' | null;
  /** The special procedure in which it stands still. */
  pause: {
    procedure: (typeof pauseKinds)[number];
    basis: string;
    expectedDays?: number;
    approver?: string;
    notice?: string;
  } | null;
  /** When it began. */
  since: Instant | null;
  /** What its organ asks for and the applicant has not been told yet. */
  untold: CorrectionRequest | null;
}

export const isOpen = ({ status }: { status: ApplicationStatus }): boolean =>
  (openStatuses as readonly string[]).includes(status);
export const isJoint = ({ parts }: ApplicationState): boolean => parts.length > 0;
