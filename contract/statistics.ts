import { z } from 'zod';
import { alertLevel } from '#contract/alerts';
import { platformCode } from '#contract/catalogue';
import { endpoint } from '#contract/endpoint';
import { bilingual, civilDate, regionCode } from '#contract/text';

/** What can be counted by. */
export const dimensions = ['region', 'organ', 'item', 'platform', 'time', 'colour'] as const;
export type Dimension = (typeof dimensions)[number];

/** Cases by their opening or their ending, alerts by the day on which they were given. */
export const measures = ['opened', 'closed', 'closedLate', 'alerts'] as const;
export type Measure = (typeof measures)[number];

export const periods = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Period = (typeof periods)[number];

export const comparisons = ['none', 'last-year', 'previous'] as const;

/** What a view asks for. `region`, `organ`, `item`, `platform`, `colour`, `from` and `to` narrow it. */
export const viewFields = {
  rows: z.enum(dimensions).default('region'),
  columns: z.enum([...dimensions, 'none']).default('none'),
  /** By default alerts where their colours are asked for, else cases opened. */
  measure: z.enum(measures).optional(),
  /** Of the dimension `time`, in Asia/Shanghai; weeks begin on Monday. */
  period: z.enum(periods).default('month'),
  region: regionCode.optional(),
  organ: z.string().max(200).optional(),
  /** Code of an item, or base code of all that share it. */
  item: z.string().max(200).optional(),
  platform: platformCode.optional(),
  colour: alertLevel.optional(),
  from: civilDate.optional(),
  to: civilDate.optional(),
  compare: z.enum(comparisons).default('none'),
};
export const viewQuery = z.object(viewFields);
export type ViewQuery = z.output<typeof viewQuery>;

const count = z.number().int();
const counted = {
  count,
  /** In the time that it is compared with; null without a comparison. */
  before: count.nullable(),
  /** The page of the workbench with the list that it counts; null for what no list can name. */
  link: z.string().nullable(),
};

const member = z.object({
  key: z.string(),
  name: bilingual,
  /** `residual`: what lies at the division itself, below none of its parts; `rest`: all that is not shown. */
  kind: z.enum(['member', 'residual', 'rest']),
});
const cell = z.object(counted);
const row = member.extend({ ...counted, cells: z.array(cell) });
export type StatisticsMember = z.infer<typeof member>;
export type StatisticsCell = z.infer<typeof cell>;
export type StatisticsRow = z.infer<typeof row>;

export const statistics = z.object({
  rowsBy: z.enum(dimensions),
  columnsBy: z.enum(dimensions).nullable(),
  measure: z.enum(measures),
  period: z.enum(periods),
  region: regionCode,
  regionName: bilingual,
  /** From the outermost division that whoever asks reaches down to this one. */
  path: z.array(z.object({ region: regionCode, name: bilingual })),
  /** Null: of all organs. Otherwise those to which the reach of whoever asks, or the question, is narrowed. */
  organs: z.array(z.object({ code: z.string(), name: bilingual })).nullable(),
  from: civilDate.nullable(),
  to: civilDate.nullable(),
  /** The days that it is compared with. */
  before: z.object({ from: civilDate, to: civilDate }).nullable(),
  columns: z.array(member.extend(counted)),
  rows: z.array(row),
  total: cell,
  /** Of all rows, shown or not. */
  rowCount: count,
  page: count,
  pageSize: count,
  asOf: z.iso.datetime(),
  demonstration: z.boolean(),
});
export type Statistics = z.infer<typeof statistics>;

export const statisticsPaging = {
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
};

/** At which time a report is made: of the week before each `weekday` (1 Monday), or of the month before each `day`. */
export const schedule = z.object({
  every: z.enum(['week', 'month']),
  /** 1 Monday to 7 Sunday, or 1 to 28. */
  on: z.number().int().min(1).max(28),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 08:30'),
  /** Whether it is also sent by mail to the address in one's settings of messages. */
  mail: z.boolean(),
});
export type Schedule = z.infer<typeof schedule>;

const savedView = z.object({
  id: count,
  name: z.string(),
  query: viewQuery,
  /** The organ that it is shared with. */
  organ: z.object({ code: z.string(), name: bilingual }).nullable(),
  mine: z.boolean(),
  owner: z.string(),
  schedule: schedule.nullable(),
  nextAt: z.iso.datetime().nullable(),
  savedAt: z.iso.datetime(),
});
export type SavedView = z.infer<typeof savedView>;

const report = z.object({
  id: count,
  name: z.string(),
  from: civilDate,
  to: civilDate,
  madeAt: z.iso.datetime(),
  /** Address of its PDF; null where it could not be made. */
  pdf: z.string().nullable(),
  problem: z.string().nullable(),
  mail: z.enum(['waiting', 'sent', 'failed']).nullable(),
});
export type StatisticsReport = z.infer<typeof report>;

const viewId = z.object({ id: z.coerce.number().int() });

export const statisticsApi = {
  getStatistics: endpoint({
    method: 'GET',
    path: '/api/statistics',
    summary: 'Counts by any two of region, organ, item, platform, time and colour, within one’s reach',
    face: 'workbench',
    access: 'statistics.read',
    query: z.object({ ...viewFields, ...statisticsPaging }),
    response: statistics,
  }),
  listViews: endpoint({
    method: 'GET',
    path: '/api/statistics/views',
    summary: 'Saved views: one’s own, and those shared with one’s organ; and one’s reports',
    face: 'workbench',
    access: 'statistics.read',
    response: z.object({
      views: z.array(savedView),
      reports: z.array(report),
      /** Whether this installation sends mail, and the address to send to is known. */
      mail: z.enum(['ready', 'no-address', 'none']),
    }),
  }),
  saveView: endpoint({
    method: 'POST',
    path: '/api/statistics/views',
    summary: 'Save a view under a name; the same name takes its place',
    face: 'workbench',
    access: 'statistics.read',
    body: z.object({
      name: z.string().trim().min(1).max(80),
      query: viewQuery,
      share: z.boolean(),
      schedule: schedule.nullable(),
    }),
    response: savedView,
  }),
  deleteView: endpoint({
    method: 'DELETE',
    path: '/api/statistics/views/:id',
    summary: 'Delete a saved view of one’s own; its reports stay',
    face: 'workbench',
    access: 'statistics.read',
    params: viewId,
    response: z.object({ deleted: z.literal(true) }),
  }),
};

/** The table of a view as a file, all rows: `?rows&columns…`, as `table.xlsx`, `table.csv` or `table.parquet`. */
export const tableFormats = ['xlsx', 'csv', 'parquet'] as const;
export type TableFormat = (typeof tableFormats)[number];
export const statisticsFile = '/api/statistics/table';
