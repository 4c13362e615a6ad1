import { z } from 'zod';
import { alertLevel } from '#contract/alerts';
import { limit } from '#contract/catalogue';
import { appealGrounds } from '#contract/corrections';
import { type Bilingual, code, regionCode, rfc3339 } from '#contract/text';

/**
 * The events of a correction, in the journal of the case that its alert belongs to. A correction bears the id of its
 * alert. Every text and limit that a later step needs stands in the events, so that the journal alone retells them.
 */
const correction = z.string().regex(/^\d{1,19}$/, 'the number of an alert');
const person = z.string().min(1).max(80);
const words = z.string().max(2000);
const said = { correction, actor: person };

/** The limits that one correction was issued with; a later change of the data does not move what runs. */
export const correctionLimits = z.object({
  sign: limit,
  answer: limit,
  verify: limit,
  appeal: limit,
  close: limit,
});
export type CorrectionLimits = z.infer<typeof correctionLimits>;

/** The parts of the loop that have a clock of their own. */
export type CorrectionPart = keyof CorrectionLimits;

export const appealGround = z.enum(
  Object.keys(appealGrounds) as [keyof typeof appealGrounds, ...(keyof typeof appealGrounds)[]],
);

/** What a follow-up rests on: a warning of one of the correction's clocks, by key, and when it fell due. */
const followed = { rung: z.string().min(1).max(120), fellDueAt: rfc3339 };

export const correctionEvents = {
  'correction.issued': z.object({
    correction,
    number: z.string().min(1).max(60),
    demand: words,
    /** Division whose supervision organ issues it. */
    issuer: regionCode,
    level: alertLevel,
    rule: code,
    /** Key of the alert within its case. */
    alertKey: z.string().min(1).max(200),
    limits: correctionLimits,
    actor: person.optional(),
  }),
  'correction.signed': z.object(said),
  'correction.rectified': z.object({ ...said, cause: words.min(1), measures: words.min(1) }),
  'correction.appealed': z.object({ ...said, ground: appealGround, statement: words.min(1) }),
  'correction.answered': z.object({
    ...said,
    feedback: words.min(1),
    measures: words.optional(),
    evidence: words.optional(),
  }),
  'correction.cleared': z.object({ ...said, conclusion: words.min(1) }),
  'correction.returned': z.object({ ...said, reason: words.min(1) }),
  'correction.upheld': z.object({ ...said, reason: words.min(1) }),
  'correction.appeal-refused': z.object({ ...said, reason: words.min(1) }),
  /** By a person with a reason, or by itself when a limit has passed. `to`: the division that takes it over. */
  'correction.escalated': z.union([
    z.object({ ...said, to: regionCode, reason: words.min(1) }),
    z.object({ correction, to: regionCode, ...followed }),
  ]),
  /** A limit has passed and the organ was reminded (催办). */
  'correction.reminded': z.object({ correction, ...followed }),
  /** A calendar has a new version, and the clocks of the correction move by it. */
  'correction.recalculated': z.object({
    correction,
    calendar: code,
    version: z.number().int().min(1),
    notice: z.string().max(400).optional(),
  }),
} as const satisfies Record<string, z.ZodType>;

export type CorrectionEventType = keyof typeof correctionEvents;
export type CorrectionEventData<T extends CorrectionEventType> = z.output<(typeof correctionEvents)[T]>;
export type CorrectionEvent = {
  [T in CorrectionEventType]: { type: T; data: CorrectionEventData<T> };
}[CorrectionEventType];

/** What each event is called in a history. */
export const correctionEventTitles: Record<CorrectionEventType, Bilingual> = {
  'correction.issued': { zh: '发出整改通知', en: 'Correction notice issued' },
  'correction.signed': { zh: '签收', en: 'Signed for' },
  'correction.rectified': { zh: '开始整改', en: 'Rectification begun' },
  'correction.appealed': { zh: '提出申诉', en: 'Appealed' },
  'correction.answered': { zh: '反馈整改结果', en: 'Answered' },
  'correction.cleared': { zh: '核验通过，销号', en: 'Verified and cleared' },
  'correction.returned': { zh: '核验未通过，退回整改', en: 'Verification failed, returned' },
  'correction.upheld': { zh: '申诉成立，撤销预警', en: 'Appeal upheld, alert lifted' },
  'correction.appeal-refused': { zh: '申诉不成立', en: 'Appeal refused' },
  'correction.escalated': { zh: '升级至上一级督办', en: 'Escalated to the level above' },
  'correction.reminded': { zh: '到期催办', en: 'Reminded after a limit passed' },
  'correction.recalculated': {
    zh: '按新的工作日安排重新计算整改期限',
    en: 'Limits of the correction recalculated by a new calendar',
  },
};
