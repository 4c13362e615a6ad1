import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { bilingual, civilDate, regionCode } from '#contract/text';

const count = z.number().int();

/** A topic: a category of tickets, or an item whose requests were imported. */
const topic = z.object({
  code: z.string(),
  name: bilingual,
  count,
  /** In each of the periods before, the nearest first. */
  before: z.array(count),
  /** By the days that the period has and by the season. */
  expected: z.number(),
  /** By how much the same weeks of previous years stood above those before them, and of how many years; 1 and 0: not known. */
  season: z.number(),
  seasonYears: count,
  /** (count + s) / (expected + s), with the smoothing s of the rules. */
  ratio: z.number(),
  rising: z.boolean(),
  closed: count,
  late: count,
});
export type Topic = z.infer<typeof topic>;

const organRow = z.object({
  code: z.string(),
  name: bilingual,
  /** Received within the period and ended since. */
  ended: count,
  onTime: count,
  open: count,
  /** Share of the ended that were in time; null where none has ended. */
  rate: z.number().nullable(),
  /** Wilson's interval of 95 % around the rate. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Fewer than the rules ask for: shown, and not ranked. */
  small: z.boolean(),
  rank: count.nullable(),
});
export type OrganRow = z.infer<typeof organRow>;

const place = z.object({ region: regionCode, name: bilingual, kind: z.enum(['region', 'residual']), count });

const rules = z.object({
  periods: count,
  smoothing: z.number(),
  rising: z.object({ least: count, ratio: z.number(), deviations: z.number() }),
  season: z.object({ years: count, least: count }),
  fewCases: count,
  publicLeast: count,
});

export const analysis = z.object({
  region: regionCode,
  name: bilingual,
  path: z.array(z.object({ region: regionCode, name: bilingual })),
  /** First and last civil day of the period. */
  from: civilDate,
  to: civilDate,
  total: count,
  before: z.array(count),
  topics: z.array(topic),
  places: z.array(place),
  days: z.array(z.object({ day: civilDate, count })),
  /** By weekday (1 Monday) and hour of the installation's zone. */
  hours: z.array(z.object({ weekday: count, hour: count, count })),
  /** Where things are, brought together on a grid of equal degrees; `size` is a side of a cell. */
  grid: z.object({
    size: z.number(),
    cells: z.array(z.object({ longitude: z.number(), latitude: z.number(), count })),
    /** With a point, and all of the period. */
    placed: count,
    of: count,
  }),
  organs: z.array(organRow),
  rules,
  demonstration: z.boolean(),
});
export type Analysis = z.infer<typeof analysis>;

/** A whole month, so that no two answers overlap and their difference tells nothing. */
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-03');

/** Counts below the least that is shown are null, and so is another one where it would tell the first. */
export const publicFigures = z.object({
  month,
  /** Months that can be asked for, the newest first. */
  months: z.array(month),
  name: bilingual,
  least: count,
  total: count.nullable(),
  topics: z.array(z.object({ code: z.string(), name: bilingual, count: count.nullable() })),
  places: z.array(place.extend({ count: count.nullable() })),
  basis: bilingual,
  demonstration: z.boolean(),
});
export type PublicFigures = z.infer<typeof publicFigures>;

export const analysisDays = [7, 30, 90] as const;

const period = {
  region: regionCode.optional(),
  /** Last day of the period; today by default. */
  to: civilDate.optional(),
  days: z.coerce
    .number()
    .pipe(
      z.union(analysisDays.map((n) => z.literal(n)) as [z.ZodLiteral<7>, z.ZodLiteral<30>, z.ZodLiteral<90>]),
    )
    .default(7),
};

export const analysisApi = {
  getAnalysis: endpoint({
    method: 'GET',
    path: '/api/hotline/analysis',
    summary: 'What people complain of, where and when, and how organs keep their limits, within one’s reach',
    face: 'workbench',
    access: 'cases.read',
    query: z.object(period),
    response: analysis,
  }),
  issueReport: endpoint({
    method: 'POST',
    path: '/api/hotline/analysis/reports',
    summary: 'Issue the report of a period as a document: a PDF that anybody can verify by its code',
    face: 'workbench',
    access: 'statistics.read',
    body: z.object({
      region: regionCode,
      to: civilDate,
      days: z.union([z.literal(7), z.literal(30), z.literal(90)]),
    }),
    response: z.object({ code: z.string(), sha256: z.string(), name: z.string(), pdf: z.string() }),
  }),
  getFigures: endpoint({
    method: 'GET',
    path: '/api/hotline/figures',
    summary:
      'Figures of the hotline for everybody; numbers so small that they could tell a person are left out',
    face: 'public',
    access: 'everybody',
    query: z.object({ month: month.optional() }),
    response: publicFigures,
  }),
};

/** The table file of the same analysis: `?region&to&days`, as an XLSX. */
export const analysisFile = '/api/hotline/analysis/report.xlsx';
