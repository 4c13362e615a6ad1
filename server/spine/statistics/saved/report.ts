import type { Statistics } from '#contract/statistics';
import type { DocumentInput } from '#spine/documents/document-content';
import { dateText, type EpochDay } from '#spine/calendar/civil-date';
import { daysText, dimensionNames, measureNames, tableOf } from '../views/file.ts';

/** What fits the width of a page, the names left aside. */
const mostColumns = 6;

interface Told {
  name: string;
  view: Statistics;
  /** The organ for which it is made. */
  organ: string;
  every: 'week' | 'month';
  today: EpochDay;
}

/** The table of a page: the whole view, or where it is too wide the sums of its rows. */
function pageTable(view: Statistics) {
  const { columns, rows } = tableOf(view);
  const texts = rows.map((row) => row.map((cell) => String(cell ?? '')));
  if (columns.length <= mostColumns + 1) return { columns, rows: texts, isWhole: true };
  const sums = columns.length - (view.before ? 3 : 1);
  const kept = [0, ...columns.map((_, i) => i).slice(sums)];
  return {
    columns: kept.map((i) => (i === 0 ? dimensionNames[view.rowsBy] : columns[i]!)),
    rows: texts.map((row) => kept.map((i) => row[i]!)),
    isWhole: false,
  };
}

const eightHours = 8 * 3_600_000;
/** A moment as Beijing has it, to the minute. */
const momentText = (at: string): string =>
  new Date(Date.parse(at) + eightHours).toISOString().slice(0, 16).replace('T', ' ');

/** A view as a document: what was counted, the table, how it was counted. Neutral: figures are clues. */
export function reportOf({ name, view, organ, every, today }: Told): DocumentInput {
  const { columns, rows, isWhole } = pageTable(view);
  const { total, before } = view;
  const what = measureNames[view.measure];
  const by = [view.rowsBy, ...(view.columnsBy ? [view.columnsBy] : [])]
    .map((one) => dimensionNames[one])
    .join('、');
  const change =
    before && total.before !== null
      ? `；对比期（${daysText(before)}）${total.before} 件，增减 ${total.count - total.before} 件`
      : '';
  const kind =
    every === 'week'
      ? { zh: '统计周报', en: 'Weekly statistics' }
      : { zh: '统计月报', en: 'Monthly statistics' };
  const date = dateText(today);
  return {
    kind: 'statistics.report',
    kindName: kind,
    organ,
    number: `${kind.zh}〔${date.slice(0, 4)}〕${date.slice(5).replace('-', '')}号`,
    title: name,
    paragraphs: [
      `${daysText(view)}，${view.regionName.zh}${view.organs ? `（${view.organs.map((one) => one.name.zh).join('、')}）` : ''}${what} ${total.count} 件${change}。按${by}统计如下。`,
    ],
    table: { columns, rows },
    closing: [
      `${isWhole ? '' : '列数较多，本表只列各行合计，完整表格可在“统计分析”中下载。'}各行与合计严格相加；“本级”为未归入下级的部分。统计时间 ${momentText(view.asOf)}。本报告为统计线索，不是对任何机关的认定。`,
    ],
    date,
    demonstration: view.demonstration,
  };
}
