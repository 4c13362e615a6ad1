import { z } from 'zod';
import { attachmentReference } from '#contract/attachments';
import { limitUnit } from '#contract/catalogue';
import { specialProcedureKinds } from '#contract/special-procedures';
import { code, regionCode, rfc3339 } from '#contract/text';

/**
 * What a department's system tells about a case. One schema per past-tense event.
 * Platforms add types of their own and say which of these effects each has.
 */
const short = z.string().max(400);
const person = z.string().min(1).max(80);
const acted = {
  actor: person.optional(),
  post: code.optional(),
  window: code.optional(),
  organ: code.optional(),
};
const reason = z.string().max(2000);
/** Files that belong to the act. */
const attachments = z.array(attachmentReference).max(20).optional();

/**
 * Where something is, in degrees, in whatever datum the source has: kept as given. Of a thing or a place in public, never of
 * where somebody lives.
 */
export const casePoint = z.object({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
});

/** What stops the clock: special procedures (Administrative Licensing Law art. 45), and what else a source names. */
export const pauseKinds = [...specialProcedureKinds, 'correction', 'other'] as const;

export const caseEvents = {
  'case.opened': z.object({
    ...acted,
    item: code,
    title: short.optional(),
    channel: short.optional(),
    /** Due times that the source itself gives; without them the item's limits count. */
    due: z.object({ legal: rfc3339.optional(), promised: rfc3339.optional() }).optional(),
    feeDue: z.number().min(0).optional(),
    point: casePoint.optional(),
  }),
  'case.accepted': z.object(acted),
  'case.not-accepted': z.object({ ...acted, reason: reason.default('') }),
  'case.correction-asked': z.object({
    ...acted,
    reason: reason.optional(),
    materials: z.array(short).optional(),
  }),
  'case.corrected': z.object(acted),
  'case.step-done': z.object({
    ...acted,
    step: code,
    note: short.optional(),
    amount: z.number().optional(),
    contents: z.array(code).optional(),
    attachments,
  }),
  'case.paused': z.object({
    ...acted,
    procedure: z.enum(pauseKinds),
    basis: short.min(1),
    expectedDays: z.number().int().min(1).max(3650).optional(),
    approver: person.optional(),
    notice: short.optional(),
  }),
  'case.resumed': z.object(acted),
  'case.extended': z.object({
    ...acted,
    n: z.number().int().min(1).max(3650),
    unit: limitUnit,
    basis: short.min(1),
    approver: person.optional(),
  }),
  'case.decided': z.object({
    ...acted,
    outcome: z.enum(['granted', 'denied', 'imposed', 'not-imposed', 'other']),
    reason: reason.default(''),
    contents: z.array(code).optional(),
  }),
  'case.fee-charged': z.object({
    ...acted,
    fee: code.optional(),
    due: z.number().min(0),
    paid: z.number().min(0),
  }),
  'case.closed': z.object({ ...acted, result: short.optional(), contents: z.array(code).optional() }),
  'case.withdrawn': z.object({ ...acted, reason: reason.optional() }),
  'case.terminated': z.object({ ...acted, reason: reason.default('') }),
  /** The closing is taken back (撤销办结): the case goes on with what is left of its limits, and is decided anew. */
  'case.reopened': z.object({ ...acted, reason: reason.min(1) }),
  'case.amended': z.object({ ...acted, field: short, approver: person.optional() }),
} as const satisfies Record<string, z.ZodObject>;

export type CaseEventType = keyof typeof caseEvents;
export type CaseEventData<T extends CaseEventType> = z.output<(typeof caseEvents)[T]>;

/**
 * What this system itself adds to an opening: who the applicant is, by number in `person`, never by anything personal. No source
 * can send it: whoever sees the case may read that person, so a number that is made up would open a stranger's record.
 */
export interface NamedApplicant {
  personId?: number;
}

/** One typed event of a case, as the fold and the rules see it. */
export type CaseEvent = {
  [T in CaseEventType]: {
    type: T;
    data: T extends 'case.opened' ? CaseEventData<T> & NamedApplicant : CaseEventData<T>;
  };
}[CaseEventType];

/** What this system itself notes in the history of a case. No source can send it, and it is nobody's act. */
export const internalCaseEvents = {
  /** A calendar has a new version, and the clocks of the case move by it. */
  'case.recalculated': z.object({
    calendar: code,
    version: z.number().int().min(1),
    notice: short.optional(),
    /** How far time has passed for a replayed case, whose clocks do not run on the time of recording. */
    asOf: rfc3339.optional(),
  }),
} as const satisfies Record<string, z.ZodObject>;

export type InternalCaseEventType = keyof typeof internalCaseEvents;
export type InternalCaseEvent = {
  [T in InternalCaseEventType]: { type: T; data: z.output<(typeof internalCaseEvents)[T]> };
}[InternalCaseEventType];

/**
 * What a second person says of an extension or a pause that was entered late and moves no clock until then. Acts of people in
 * the workbench; no source can send them.
 */
export const secondPersonEvents = {
  'case.entry-confirmed': z.object({
    actor: person,
    /** Number of the entry within its case. */
    entry: z.number().int().min(1),
    note: short.optional(),
  }),
  'case.entry-refused': z.object({
    actor: person,
    entry: z.number().int().min(1),
    reason: reason.min(1),
  }),
} as const satisfies Record<string, z.ZodObject>;

export type SecondPersonEventType = keyof typeof secondPersonEvents;
export type SecondPersonEvent = {
  [T in SecondPersonEventType]: { type: T; data: z.output<(typeof secondPersonEvents)[T]> };
}[SecondPersonEventType];

/**
 * CloudEvents 1.0.2, structured mode, as intake takes it: `subject` is the case number within the source,
 * `region` (an extension attribute) the division of the case, `time` when it happened.
 */
export const cloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(200),
  source: z.string().min(1).max(200),
  type: z.string().min(1).max(80),
  subject: z.string().min(1).max(200),
  time: rfc3339,
  region: regionCode,
  datacontenttype: z
    .string()
    .regex(/^application\/json\b/)
    .optional(),
  dataschema: z.string().optional(),
  /** Checked by the schema of the type; here only that it is an object, without copying it. */
  data: z
    .custom<Record<string, unknown>>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'an object',
    )
    .default({}),
});
export type CloudEvent = z.infer<typeof cloudEvent>;
export type CloudEventInput = z.input<typeof cloudEvent>;

/** Per event, what intake did with it. */
export const intakeAnswer = z.object({
  id: z.string(),
  outcome: z.enum(['accepted', 'duplicate', 'conflict', 'refused']),
  code: z.string().optional(),
  field: z.string().optional(),
  expected: z.string().optional(),
});
export type IntakeAnswer = z.infer<typeof intakeAnswer>;
