import type { Instant } from '#base/time';
import type { EpisodeStatus, outcomes, QuestionStanding } from '#contract/hotline/programmes';
import type { mediaChannels } from '#contract/hotline/ticket-names';
import type { Bilingual } from '#contract/text';
import type { PartEvent } from '#spine/platform/part';
import type { Pointer } from '../tickets/ticket.ts';
import type { ProgrammeEvents } from './events.ts';

export type EpisodeEvent = PartEvent<ProgrammeEvents>;

export interface Question {
  n: number;
  title: string;
  organ: string | null;
  /** Null where it was entered from records of before. */
  ticket: Pointer | null;
  raisedAt: Instant;
  outcome: { kind: keyof typeof outcomes; text: string; by: string; at: Instant } | null;
  settledAt: Instant | null;
  solved: boolean | null;
  note: string;
}

/** The state of an episode: a pure fold of its events. */
export interface EpisodeState {
  status: EpisodeStatus;
  organ: string;
  region: string;
  series: { id: number; name: Bilingual };
  medium: (typeof mediaChannels)[number];
  station: string;
  number: string;
  /** RFC 3339 in UTC, by which lists are sorted. */
  airsAt: string;
  organs: { organ: string; name: Bilingual; posts: string[] }[];
  host: string;
  recorded: boolean;
  reason: string;
  questions: Question[];
  /** Numbers of questions that are none any more; absent: none ever was taken out. They are not given again. */
  unlinked?: number[];
}

export const standingOf = ({ solved, outcome }: Question): QuestionStanding => {
  if (solved !== null) return solved ? 'solved' : 'unsolved';
  return outcome ? 'following' : 'asked';
};

/** Nothing was said to it yet, and nothing has become of it. */
export const isUntouched = ({ outcome, settledAt }: Question): boolean =>
  outcome === null && settledAt === null;

/** The number of the next question. */
export const nextNumber = ({ questions, unlinked = [] }: EpisodeState): number =>
  Math.max(0, ...questions.map(({ n }) => n), ...unlinked) + 1;

export const unsettled = ({ questions }: EpisodeState): Question[] =>
  questions.filter(({ solved }) => solved === null);
