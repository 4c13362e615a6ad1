import { z } from 'zod';
import type { catalogueFile } from '#contract/catalogue';
import { caseEvents } from '#contract/events';
import { code, regionCode, timeZone } from '#contract/text';

/** Name of a column, or key of an XES attribute, in the file that is imported. */
const column = z.string().min(1).max(200);

/**
 * A code that is the same for the whole file (a bare string), or that is read from a column: through `table`
 * when there is one, as it stands otherwise; `default` where the column is empty or the table lacks the value.
 */
function pickOf<T extends z.ZodType<string>>(one: T) {
  return z.union([
    one,
    z.strictObject({ from: column, table: z.record(z.string(), one).optional(), default: one.optional() }),
  ]);
}
export type CodePick = string | { from: string; table?: Record<string, string>; default?: string };

const besideTheMap = z
  .string()
  .regex(
    /^(?!.*(^|[\\/])\.\.([\\/]|$))(?![\\/]|[A-Za-z]:).+\.json$/,
    'a .json file in the folder of the map',
  );

type LogEventType = Exclude<keyof typeof caseEvents, 'case.opened'>;
const logEventTypes = Object.keys(caseEvents).filter((type) => type !== 'case.opened');

/** What a raw activity means when it is more than a step: its event type, and the data that the log lacks. */
const meaning = z
  .strictObject({
    type: z.enum(logEventTypes as [LogEventType, ...LogEventType[]]),
    data: z.record(z.string(), z.unknown()).default({}),
  })
  .superRefine(({ type, data }, context) => {
    const step = type === 'case.step-done' ? { step: 'any' } : {};
    const parsed = caseEvents[type].strict().safeParse({ ...step, ...data });
    for (const issue of parsed.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: ['data', ...issue.path], message: issue.message });
  });

const caseColumns = z.strictObject({
  number: column,
  /** Without it, or where it is empty, a case opens with its first event. */
  openedAt: column.optional(),
  closedAt: column.optional(),
  /** Raw steps that close a case when they come last; for logs that have no closing time. */
  closedBy: z.array(z.string().min(1)).min(1).optional(),
  due: z
    .strictObject({
      legal: column.optional(),
      promised: column.optional(),
      /** The columns name days; a time that stands beside the day says nothing, and the day lasts until its 24:00. */
      wholeDay: z.boolean().default(false),
    })
    .optional(),
  /** Columns of longitude and latitude in degrees; a row without them has none. */
  point: z.strictObject({ longitude: column, latitude: column }).optional(),
  title: column.optional(),
  channel: column.optional(),
  actor: column.optional(),
  window: pickOf(code).optional(),
  result: column.optional(),
});

const eventColumns = z.strictObject({
  step: column,
  time: column,
  actor: column.optional(),
  post: pickOf(code).optional(),
  organ: pickOf(code).optional(),
  window: pickOf(code).optional(),
  amount: column.optional(),
  /** An attribute that identifies the event within the whole source. */
  id: column.optional(),
  /** Step codes of the item's flow; a raw step that is not listed becomes a code made from its letters. */
  steps: z.record(z.string(), code).default({}),
  /** Raw steps that are more than a step of the flow. */
  types: z.record(z.string(), meaning).default({}),
});

export const encodings = ['utf-8', 'gb18030', 'utf-16le'] as const;

const tableShape = z.strictObject({
  /** Whether a row is a whole case or one event of a case. */
  rows: z.enum(['case', 'event']),
  /** The rows of a case stand together, so that none of it needs to be remembered. */
  sorted: z.boolean().default(false),
  /** Line of the header; the first that is not blank when absent. */
  headerLine: z.number().int().min(1).max(10_000).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  encoding: z.enum(encodings).optional(),
  sheet: z.string().min(1).optional(),
});

/** How a foreign file becomes events of cases: the `--map` of an import. */
export const importMap = z
  .strictObject({
    format: z.enum(['xes', 'csv', 'xlsx']),
    source: z.strictObject({
      id: z.string().min(1).max(200),
      /** `replay`: clocks run on the log's own time; `live`: on the machine's. */
      mode: z.enum(['live', 'replay']),
      name: z.string().min(1).max(200).optional(),
    }),
    /** Zone of times that carry none. */
    timeZone,
    /** Organs and items that are registered before the first event. */
    catalogue: besideTheMap.optional(),
    region: pickOf(regionCode),
    organ: pickOf(code),
    item: pickOf(code),
    case: caseColumns,
    event: eventColumns.optional(),
    /** Forms of dates, in the tokens of dayjs, tried in order; RFC 3339 and 2024年1月2日 are always read. */
    dates: z.array(z.string().min(2).max(60)).max(10).default([]),
    table: tableShape.optional(),
    note: z.string().optional(),
  })
  .superRefine((map, context) => {
    const issue = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (map.format === 'xes' && map.table) issue(['table'], 'only for csv and xlsx');
    if (map.format !== 'xes' && !map.table) issue(['table'], 'says whether a row is a case or an event');
    const perCase = map.table?.rows === 'case';
    if (perCase && map.event) issue(['event'], 'not when a row is a whole case');
    if (!perCase && !map.event) issue(['event'], 'names the columns of an event: at least step and time');
    if (perCase && !map.case.openedAt) issue(['case', 'openedAt'], 'needed when a row is a whole case');
    if (map.case.closedAt && map.case.closedBy) issue(['case', 'closedBy'], 'either closedAt or closedBy');
  });
export type ImportMap = z.output<typeof importMap>;

/** Organs and items that a mapping brings along. */
export type CatalogueFile = z.output<typeof catalogueFile>;

export type { RowProblem } from '#contract/import-problem';
