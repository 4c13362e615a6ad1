import { z } from 'zod';
import { alertLevel } from '#contract/alerts';
import { certainty } from '#contract/law';
import { bilingual, civilDate, code } from '#contract/text';

/**
 * Performance evaluation (绩效评估) as data: what is scored, by how much, and on what ground.
 */

/** Points as decimal text with at most two places, exact; never a number. */
export const points = z.string().regex(/^\d{1,4}(\.\d{1,2})?$/, 'points with at most two places, e.g. 1.5');

/** What is counted of closed cases. What each means stands in `reference/scores/facts.json`. */
export const caseFacts = ['late', 'early', 'reopened', 'incomplete', 'short-promise'] as const;
export type CaseFact = (typeof caseFacts)[number];

/**
 * What a line counts: cases of a month, each once. `alerts`: cases with an alert of these rules and levels that was given in
 * the month and not lifted; `cases`: cases that ended in the month; `open-late`: cases that fell due in the month and were
 * open at its end; `corrections`: cases with a correction that was issued in the month and not upheld.
 */
export const scoreSelector = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('alerts'),
    /** Codes of rules; absent: every rule. */
    rules: z.array(z.string()).min(1).optional(),
    except: z.array(z.string()).min(1).optional(),
    levels: z.array(alertLevel).min(1).optional(),
  }),
  z.object({ of: z.literal('cases'), are: z.enum(caseFacts) }),
  z.object({ of: z.literal('open-late') }),
  z.object({ of: z.literal('corrections') }),
]);
export type ScoreSelector = z.infer<typeof scoreSelector>;

/**
 * How a count becomes points. `event`: so many for each; `share`: so many for each full `step` percent of the cases that ended;
 * `rate`: the share of the cases that ended, of the full points of the part; `reach`: once, from `atLeast` percent on.
 */
export const scoreMeasure = z.discriminatedUnion('by', [
  z.object({ by: z.literal('event'), points, most: points.optional() }),
  z.object({
    by: z.literal('share'),
    points,
    step: z.number().int().min(1).max(100),
    most: points.optional(),
  }),
  z.object({ by: z.literal('rate') }),
  z.object({ by: z.literal('reach'), points, atLeast: z.number().int().min(1).max(100) }),
]);

export const scoreLine = z.object({
  code,
  name: bilingual,
  counts: scoreSelector,
  measure: scoreMeasure,
  basis: bilingual,
  mark: certainty,
});
export type ScoreLine = z.infer<typeof scoreLine>;

/** A part with its full points, from which its lines deduct; it floors at 0. */
export const scorePart = z.object({
  code,
  name: bilingual,
  full: points,
  lines: z.array(scoreLine),
  basis: bilingual,
  mark: certainty,
});
export type ScorePart = z.infer<typeof scorePart>;

export const scoreGrades = ['excellent', 'good', 'pass', 'fail'] as const;
export type ScoreGrade = (typeof scoreGrades)[number];

/** One version of a scheme of performance evaluation: a file of `reference/scores/schemes/`. */
export const scoreScheme = z
  .object({
    code,
    version: z.number().int().min(1),
    /** The first of a month: a month is scored by one version. */
    effectiveFrom: civilDate.refine((day) => day.endsWith('-01'), 'the first day of a month'),
    name: bilingual,
    basis: bilingual,
    parts: z.array(scorePart).min(1),
    /** Added to the sum of the parts. */
    bonuses: z.array(scoreLine),
    /** Deducted from the sum of the parts, such as for incomplete data. */
    deductions: z.array(scoreLine).default([]),
    /** Points from which a grade is given, highest first; the last from 0. */
    grades: z.array(z.object({ grade: z.enum(scoreGrades), from: points })).min(2),
    gradesMark: certainty,
    /** Cases that must have ended in a period for an organ to be ranked. */
    leastCases: z.number().int().min(1),
    leastCasesMark: certainty,
  })
  .superRefine((scheme, context) => {
    const lines = [...scheme.parts.flatMap((part) => part.lines), ...scheme.bonuses, ...scheme.deductions];
    const twice = lines.find((line, i) => lines.findIndex((one) => one.code === line.code) !== i);
    if (twice)
      context.addIssue({ code: 'custom', path: ['parts'], message: `line ${twice.code} stands twice` });
    const froms = scheme.grades.map(({ from }) => Number(from));
    if (froms.some((from, i) => i > 0 && from >= froms[i - 1]!) || froms.at(-1) !== 0)
      context.addIssue({ code: 'custom', path: ['grades'], message: 'falling, and the last from 0' });
    for (const [i, line] of [...scheme.bonuses, ...scheme.deductions].entries())
      if (line.measure.by === 'rate')
        context.addIssue({ code: 'custom', path: ['bonuses', i], message: 'a rate is of a part' });
  });
export type ScoreScheme = z.infer<typeof scoreScheme>;

/** What the facts of all schemes mean: `reference/scores/facts.json`. */
export const scoreFactsFile = z.object({
  code,
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  basis: bilingual,
  mark: certainty,
  /** Rules whose cards say that a due time has passed; a case whose every such card was lifted is not late. */
  overdueRules: z.array(z.string()).min(1),
  /** Rules whose alerts take away what closing early would earn. */
  voidsEarly: z.array(z.string()).min(1),
  /** Rules whose alerts say that work went on after the closing: it earns nothing. */
  reopenedRules: z.array(z.string()).min(1),
  /** Rules whose alerts say that data is incomplete. */
  incompleteRules: z.array(z.string()).min(1),
  /** Codes of items whose cases are figures of the system itself and no work. */
  notVolume: z.array(code),
  /** Early: within so many percent of the promised time, a working day counted as 7/5 of a calendar day, pauses included. */
  earlyPercent: z.number().int().min(1).max(99),
  /** A promise that is shorter than the legal limit by so many percent at least. */
  shortPromisePercent: z.number().int().min(1).max(99),
});

/** Which organs are scored by which scheme: the first line that an organ fits. */
export const scoreAssignmentFile = z.object({
  code,
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  basis: bilingual,
  mark: certainty,
  /** Organs that stand for many and have no work of their own. */
  notScored: z.array(code),
  schemes: z
    .array(
      z.object({
        scheme: code,
        /** Codes of organs. */
        organs: z.array(code).optional(),
        kinds: z.array(z.string()).optional(),
        /** Beginnings of division codes. */
        regions: z.array(z.string().regex(/^\d{2,12}$/)).optional(),
      }),
    )
    .min(1),
  /** Calendar days after the end of a month from which it is published. */
  publishAfterDays: z.number().int().min(0).max(60),
  /** Days in which an organ answers a supervision proposal. */
  proposalReplyDays: z.number().int().min(1).max(180),
});
