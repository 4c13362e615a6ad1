import { z } from 'zod';
import { caseRow } from '#contract/cases';
import { appealGround } from '#contract/correction-events';
import { documentCheck } from '#contract/documents';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { scoreGrades, scoreScheme } from '#contract/score-schemes';
import { bilingual, code, regionCode } from '#contract/text';

/** Performance evaluation (绩效评估): scores of organs that open to the cases behind them, appeals, proposals. */

const year = '(19|20)\\d{2}';
/** A month, a quarter, a half-year or a year: `2026-10`, `2026-Q4`, `2026-H2`, `2026`. */
export const scorePeriod = z
  .string()
  .regex(
    new RegExp(`^${year}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$`),
    'a month such as 2026-10, a quarter such as 2026-Q4, a half-year such as 2026-H2, or a year',
  );
/** A month such as `2026-10`. */
export const scoreMonth = z
  .string()
  .regex(new RegExp(`^${year}-(0[1-9]|1[0-2])$`), 'a month such as 2026-10');

/** Points of an adjustment: signed, at most two places, at most 100 either way; 0 leaves the score as it is. */
export const adjustmentPoints = z
  .string()
  .trim()
  .regex(/^[+-]?\d{1,3}(\.\d{1,2})?$/, 'points such as 1.5 or -2, at most 100')
  .refine((text) => Math.abs(Number(text)) <= 100, 'points such as 1.5 or -2, at most 100');

const grade = z.enum(scoreGrades);
const decimal = z.string();

/** Whether what is published of a period is what the journal comes to now. `partly`: some months are not published. */
export const publication = z.enum(['draft', 'partly', 'published', 'differs']);
export type Publication = z.infer<typeof publication>;

export const scoreRow = z.object({
  organ: code,
  organName: bilingual,
  region: regionCode,
  regionName: bilingual,
  scheme: code,
  schemeName: bilingual,
  total: decimal,
  grade,
  /** Months of the period that have a score. */
  months: z.number().int(),
  /** Cases that ended, of them late. */
  volume: z.number().int(),
  late: z.number().int(),
  /** Share of the cases that ended in time and stayed so, percent with one place, with its Wilson interval; null without cases. */
  onTime: z.object({ share: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Place among the organs of the same scheme and level, ties sharing it; null for too few cases. */
  rank: z.number().int().nullable(),
  /** How many are ranked there. */
  ranked: z.number().int(),
  leastCases: z.number().int(),
  publication,
  demonstration: z.boolean(),
});
export type ScoreRow = z.infer<typeof scoreRow>;

const lineView = z.object({
  code,
  name: bilingual,
  /** How the count becomes points, in words. */
  rule: bilingual,
  basis: bilingual,
  mark: z.enum(['F', 'K', 'P']),
  /** Cases that it counts, each once a month. */
  n: z.number().int(),
  points: decimal,
});
export type LineView = z.infer<typeof lineView>;

const adjustmentView = z.object({ id: z.string(), month: scoreMonth, points: decimal, reason: z.string() });

export const calculationView = scoreRow.extend({
  period: scorePeriod,
  /** Of a longer period: sums over its months; the score is the mean of the months. */
  parts: z.array(
    z.object({
      code,
      name: bilingual,
      full: decimal,
      basis: bilingual,
      mark: z.enum(['F', 'K', 'P']),
      points: decimal,
      lines: z.array(lineView),
    }),
  ),
  bonuses: z.array(lineView),
  deductions: z.array(lineView),
  adjustments: z.array(adjustmentView),
  monthly: z.array(
    z.object({
      month: scoreMonth,
      total: decimal,
      grade,
      version: z.number().int(),
      volume: z.number().int(),
      sha256: z.string(),
      publication,
    }),
  ),
  /** What was published of these months, newest first. */
  records: z.array(
    z.object({
      month: scoreMonth,
      revision: z.number().int(),
      version: z.number().int(),
      total: decimal,
      grade,
      sha256: z.string(),
      publishedAt: z.iso.datetime(),
      publishedBy: z.string(),
    }),
  ),
  proposals: z.array(documentCheck.omit({ fingerprints: true })),
  mayAppeal: z.boolean(),
  mayAdjust: z.boolean(),
  /** A proposal can be issued: the period is a quarter or longer, has failed, and whoever asks may. */
  mayPropose: z.boolean(),
  mayReadPeople: z.boolean(),
});
export type CalculationView = z.infer<typeof calculationView>;

export const appealStatuses = ['appealed', 'proposed', 'approved', 'rejected', 'withdrawn'] as const;
export const appealStatus = z.enum(appealStatuses);
export type ScoreAppealStatus = z.infer<typeof appealStatus>;

export const scoreAppeal = z.object({
  id: z.string(),
  number: z.string(),
  /** Asked for by the organ, or begun by supervision. */
  kind: z.enum(['appeal', 'adjustment']),
  status: appealStatus,
  organ: code,
  organName: bilingual,
  region: regionCode,
  scheme: code,
  month: scoreMonth,
  line: code.nullable(),
  lineName: bilingual.nullable(),
  ground: appealGround.nullable(),
  statement: z.string(),
  /** Who asked, who proposed, who decided: three of whom no two that decide are the same. */
  by: z.string(),
  at: z.iso.datetime(),
  points: decimal.nullable(),
  reason: z.string().nullable(),
  proposedBy: z.string().nullable(),
  note: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  mayPropose: z.boolean(),
  mayDecide: z.boolean(),
  demonstration: z.boolean(),
});
export type ScoreAppeal = z.infer<typeof scoreAppeal>;

const statement = z.string().trim().min(5).max(1000);
const organParams = z.object({ organ: code });
const periodQuery = z.object({ period: scorePeriod });
/** Of one post or person of the organ, for whoever may see that. */
const within = { by: z.enum(['post', 'person']).optional(), key: z.string().max(80).optional() };

export const scoresApi = {
  listScores: endpoint({
    method: 'GET',
    path: '/api/powers/scores',
    summary: 'Scores of organs over a period with grade, place and how sure it is',
    face: 'workbench',
    access: 'scores.read',
    query: z.object({
      ...paging,
      /** The month before this one where absent. */
      period: scorePeriod.optional(),
      region: regionCode.optional(),
      scheme: code.optional(),
      grade: many(grade),
      search: z.string().max(100).optional(),
      sort: z.enum(['highest', 'lowest', 'organ']).default('highest'),
    }),
    response: pageOf(scoreRow).extend({
      period: scorePeriod,
      counts: z.record(grade, z.number().int()),
      schemes: z.array(z.object({ code, name: bilingual })),
    }),
  }),
  getScore: endpoint({
    method: 'GET',
    path: '/api/powers/scores/organs/:organ',
    summary: 'The calculation of an organ, line by line, with what was published of it',
    face: 'workbench',
    access: 'scores.read',
    params: organParams,
    query: periodQuery,
    response: calculationView,
  }),
  listScoreCases: endpoint({
    method: 'GET',
    path: '/api/powers/scores/organs/:organ/cases',
    summary: 'The cases that a line of a calculation counts, as many as it says',
    face: 'workbench',
    access: 'scores.read',
    params: organParams,
    query: z.object({ ...paging, period: scorePeriod, line: code, ...within }),
    response: pageOf(caseRow.extend({ month: scoreMonth })).extend({
      organName: bilingual,
      lineName: bilingual,
      /** Counted cases of this page that lie beyond what whoever asks may read. */
      hidden: z.number().int(),
    }),
  }),
  listScorePeople: endpoint({
    method: 'GET',
    path: '/api/powers/scores/organs/:organ/people',
    summary: 'Scores of the posts or the persons of an organ, by who acted last on each case',
    face: 'workbench',
    access: 'scores.people',
    params: organParams,
    query: z.object({ period: scorePeriod, by: z.enum(['post', 'person']).default('post') }),
    response: z.object({
      rows: z.array(
        z.object({
          /** Code of the post or name of the account; empty where the journal names none. */
          key: z.string(),
          name: bilingual,
          total: decimal,
          grade,
          volume: z.number().int(),
          late: z.number().int(),
          /** Too few cases to judge by. */
          few: z.boolean(),
        }),
      ),
      leastCases: z.number().int(),
    }),
  }),
  listScoreSchemes: endpoint({
    method: 'GET',
    path: '/api/powers/scores/schemes',
    summary: 'Every version of the schemes, with weights, deductions, bonuses, grades and their basis',
    face: 'public',
    access: 'everybody',
    response: z.array(
      z.object({ scheme: scoreScheme, current: z.boolean(), rules: z.record(code, bilingual) }),
    ),
  }),
  listScoreAppeals: endpoint({
    method: 'GET',
    path: '/api/powers/scores/appeals',
    summary: 'Appeals against scores and adjustments of them, newest first',
    face: 'workbench',
    access: 'scores.read',
    query: z.object({ ...paging, status: many(appealStatus), organ: code.optional() }),
    response: pageOf(scoreAppeal).extend({ counts: z.record(appealStatus, z.number().int()) }),
  }),
  appealScore: endpoint({
    method: 'POST',
    path: '/api/powers/scores/organs/:organ/appeals',
    summary: 'Appeal against the score of a month, with a ground',
    face: 'workbench',
    access: 'scores.appeal',
    params: organParams,
    body: z.object({ month: scoreMonth, line: code.optional(), ground: appealGround, statement }),
    response: z.object({ id: z.string() }),
  }),
  adjustScore: endpoint({
    method: 'POST',
    path: '/api/powers/scores/organs/:organ/adjustments',
    summary: 'Propose an adjustment of the score of a month; another person decides',
    face: 'workbench',
    access: 'scores.decide',
    params: organParams,
    body: z.object({ month: scoreMonth, line: code.optional(), points: adjustmentPoints, reason: statement }),
    response: z.object({ id: z.string() }),
  }),
  proposeOnAppeal: endpoint({
    method: 'POST',
    path: '/api/powers/scores/appeals/:id/proposal',
    summary: 'Propose what an appeal comes to, in points; another person decides',
    face: 'workbench',
    access: 'scores.decide',
    params: z.object({ id: z.string() }),
    body: z.object({ points: adjustmentPoints, reason: statement }),
    response: scoreAppeal,
  }),
  decideAppeal: endpoint({
    method: 'POST',
    path: '/api/powers/scores/appeals/:id/decision',
    summary: 'Approve or send back what another person proposed',
    face: 'workbench',
    access: 'scores.decide',
    params: z.object({ id: z.string() }),
    body: z.object({
      decision: z.enum(['approve', 'return']),
      note: z.string().trim().max(1000).default(''),
    }),
    response: scoreAppeal,
  }),
  proposeSupervision: endpoint({
    method: 'POST',
    path: '/api/powers/scores/organs/:organ/proposals',
    summary: 'Issue a supervision proposal for a period that failed, as a document',
    face: 'workbench',
    access: 'scores.decide',
    params: organParams,
    body: z.object({ period: scorePeriod, measures: z.string().trim().max(2000).default('') }),
    response: documentCheck.omit({ fingerprints: true }),
  }),
};
