import type { z } from 'zod';
import type { Instant } from '#base/time';
import type { AttachmentReference } from '#contract/attachments';
import type { LegalBasis, Limit } from '#contract/catalogue';
import type { ClockLimit } from '#contract/clock';
import type { CaseEvent } from '#contract/events';
import type { Role } from '#contract/roles';
import type { Bilingual } from '#contract/text';
import type { Finding, Judged, Rule } from '#spine/alerts/rule';
import type { ActionField } from '#spine/cases/action-form';
import type { RegisteredItem } from '#spine/catalogue/registry';

/**
 * A part of a platform: a kind of case with a state of its own. Everything here is data or a pure function; the spine
 * writes the journal, runs the clocks, gives the alerts and shows the actions.
 */

/** What a part's events hold: text, numbers, dates; never personal data, which stays sealed in `person`. */
type EventData = Record<string, unknown>;

/** One kind of event. A changed shape gets a new type (`services.application-filed.v2`): what was written stays readable. */
export interface PartEventKind<Schema extends z.ZodType = z.ZodType> {
  title: Bilingual;
  data: Schema;
  /**
   * What it means to the case: an event of the spine, which moves clocks, is counted and judged. Absent, or null, for what
   * changes the part's own state alone. The kind that opens cases means `case.opened`.
   */
  means?(data: z.output<Schema>): CaseEvent | null;
}
export type PartEventKinds = Record<string, PartEventKind>;

/** Keeps what an event means typed by its own data. */
export const eventKind = <Schema extends z.ZodType>(kind: PartEventKind<Schema>): PartEventKind<Schema> =>
  kind;

/** The same from its two titles. */
export const titledKind = <Schema extends z.ZodType>(
  zh: string,
  en: string,
  data: Schema,
  means?: (data: z.output<Schema>) => CaseEvent | null,
): PartEventKind<Schema> => ({ title: { zh, en }, data, means });

/** An event of a part, or one of the spine on a case of the part (an acceptance, a pause), as the fold sees it. */
export type PartEvent<Kinds extends PartEventKinds> =
  | { [T in keyof Kinds & string]: { type: T; data: z.output<Kinds[T]['data']> } }[keyof Kinds & string]
  | CaseEvent;

/** The least that a state says; `status` is what the table of actions goes by. JSON all through. */
export interface PartState {
  status: string;
}

/** `system` acts in reactions, never a person. */
export type ActingRole = Role | 'system';

/** One line of the closed table: in which states who may do it, and what it asks for. */
export interface PartAction<State extends PartState> {
  title: Bilingual;
  from: readonly State['status'][];
  roles: readonly ActingRole[];
  danger?: boolean;
  /** Beyond the status, such as a sum that is there or a vote that was recorded. */
  when?: (state: State) => boolean;
  fields: (state: State, item: RegisteredItem) => ActionField[];
}

/**
 * A command as it was given, its values read and checked by the fields of the action. Of a field of the kind `files` the
 * value is what the event says of them; whatever of it the event names is attached to the case.
 */
export interface PartCommand {
  action: string;
  values: Readonly<Record<string, string | number | readonly string[] | readonly AttachmentReference[]>>;
}

/** What a decision may know besides state and command. */
export interface DecisionContext {
  now: Instant;
  /** As it is written down: the official's name for actions, `applicant` for whoever the case is of. */
  actor: string;
  roles: ReadonlySet<ActingRole>;
  item: RegisteredItem;
  /** When a limit ends that began at `from`, by the calendar and work periods of the case's organ. */
  dueAfter?: (limit: Limit, from: Instant) => Instant;
}

/** What a decision comes to: one event, since one act is one record. Throws Refusal where the command is not permitted. */
export interface DecidedEvent {
  type: string;
  data: EventData;
}

/** Limit of a clock that an event starts; `instance` tells several of the same kind apart (objections, rents). */
export interface ClockStart {
  instance?: string;
  limit: ClockLimit;
}

/** A clock of the part, beside those that the item's limits give. */
export interface PartClock<State extends PartState, Event> {
  /** Kebab-case, unique in the part. */
  kind: string;
  name: Bilingual;
  basis: readonly LegalBasis[];
  /** Card policy (`reference/policies`) and the rule that its cards carry. */
  policy: string;
  rule: string;
  /** Clocks that the event starts, with the state after it. One that runs under the same instance starts anew. */
  starts: (event: Event, after: State) => readonly ClockStart[];
  /** Instances that the event stops; `all` for every one of the kind. */
  stops: (event: Event, after: State) => readonly string[] | 'all';
  /** Goes on when the case stands still, and after it has ended (delivery, publication). */
  lasting?: boolean;
}

/** What a rule of a part judges: an event with the part's state before and after it. */
export interface PartJudged<State, Event> extends Omit<Judged, 'event' | 'before' | 'after'> {
  event: Event;
  before: State | null;
  after: State;
  /** State of the case itself after the event. */
  case: Judged['after'];
}

/** An anomaly rule of a part (indicator): as a rule of the spine, on the part's events and states. */
export interface PartRule<State, Event> extends Omit<Rule, 'on' | 'judge'> {
  /** Types of event that it looks at, the part's own or the spine's. Absent where its clocks alone give it. */
  on?: readonly string[];
  judge?: (
    judged: PartJudged<State, Event>,
    parameters: Readonly<Record<string, number>>,
  ) => readonly Finding[] | Finding | null;
}

/** Where a case is. */
export interface CasePlace {
  city: number;
  id: number;
  number: string;
  /** Division code. */
  region: number;
  organ: string;
  item: string;
}

/**
 * What follows in other cases, or beside this one, once an event is written. Each is done at least once and has the same
 * id each time, so that it comes to once; what is no longer permitted by then is left.
 */
export type Reaction =
  | { does: 'act'; on: { city: number; id: number }; action: string; values: Record<string, string | number> }
  | { does: 'open'; type: string; data: EventData; region: number; number: string }
  | { does: 'tell'; on: { city: number; id: number; region: number }; event: CaseEvent }
  /** Issues a correction at once for the alert that a rule gave for this very event. */
  | { does: 'correct'; rule: string; demand: string }
  /** Says of the case's documents of these kinds, issued before the event, that they no longer hold, in words for everybody. */
  | { does: 'revoke'; kinds: readonly string[]; because: string };

export interface PartDefinition<State extends PartState, Kinds extends PartEventKinds> {
  /** `<platform>/<part>`, kebab-case. */
  name: string;
  title: Bilingual;
  /**
   * Everybody may read of its cases one by one: their counts for everybody stand there. The data sets of counts leave them out,
   * since whoever can count a part of a number subtracts it (docs/decisions/0042).
   */
  openRecords?: true;
  events: Kinds;
  /** A pure fold, total and exhaustive; null before the first event. */
  evolve: (state: State | null, event: PartEvent<Kinds>, at: Instant) => State;
  actions: Record<string, PartAction<State>>;
  /** Turns a permitted action into its event. Pure. @throws Refusal for what the table alone cannot say */
  decide: (state: State, command: PartCommand, context: DecisionContext) => DecidedEvent;
  /** Names of the spine's own actions (`cases/case-actions.ts`) that a case of this part takes in a state. */
  caseActions: (state: State) => readonly string[];
  clocks: readonly PartClock<State, PartEvent<Kinds>>[];
  rules: readonly PartRule<State, PartEvent<Kinds>>[];
  /** Types of event that something follows from; absent: any may. What stands here not is not asked of `reactions`. */
  reactsTo?: readonly string[];
  /** Pure; asked with the state as it is when the reaction is carried out. */
  reactions?: (event: PartEvent<Kinds>, state: State, place: CasePlace) => readonly Reaction[];
}

/** A part as the spine holds it, whatever its states and events are. */
export type Part = PartDefinition<PartState, PartEventKinds>;

/** Keeps the exact types of a part while it is written, and hands it over as the spine holds it. */
export function definePart<State extends PartState, Kinds extends PartEventKinds>(
  definition: PartDefinition<State, Kinds>,
): Part {
  return definition as unknown as Part;
}
