import { PassThrough, type Readable } from 'node:stream';
import type { Statistics, TableFormat } from '#contract/statistics';
import { csvOf } from '#spine/tables/csv';
import { parquetOf } from '#spine/tables/parquet';
import { type Sheet, writeWorkbook } from '#spine/tables/workbook';

export const dimensionNames = {
  region: '地区',
  organ: '机关',
  item: '事项',
  platform: '平台',
  time: '时间',
  colour: '颜色',
} as const;
export const measureNames = {
  opened: '受理',
  closed: '办结',
  closedLate: '超时办结',
  alerts: '预警',
} as const;

/** Which days a view counts, in words. */
export const daysText = ({ from, to }: Pick<Statistics, 'from' | 'to'>): string =>
  from && to ? `${from} 至 ${to}` : '全部';

/** A view as a table of texts and numbers: the head, the rows, their sum. */
export function tableOf(view: Statistics): { columns: string[]; rows: (string | number | null)[][] } {
  const compared = view.before !== null;
  const columns = [
    view.columnsBy
      ? `${dimensionNames[view.rowsBy]} ＼ ${dimensionNames[view.columnsBy]}`
      : dimensionNames[view.rowsBy],
    ...view.columns.map(({ name }) => name.zh),
    '合计',
    ...(compared ? ['对比期合计', '增减'] : []),
  ];
  const line = (
    name: string,
    cells: readonly { count: number }[],
    { count, before }: Statistics['total'],
  ) => [
    name,
    ...cells.map((cell) => cell.count),
    count,
    ...(compared ? [before, count - (before ?? 0)] : []),
  ];
  return {
    columns,
    rows: [
      ...view.rows.map((row) => line(row.name.zh, row.cells, row)),
      line('合计', view.columns, view.total),
    ],
  };
}

function sheetsOf(view: Statistics): Sheet[] {
  const { columns, rows } = tableOf(view);
  return [
    { name: '统计', columns, rows },
    {
      name: '说明',
      columns: ['项目', '值'],
      wide: [1],
      rows: [
        ['地区', view.regionName.zh],
        ['机关', view.organs?.map(({ name }) => name.zh).join('、') ?? '全部'],
        ['统计内容', measureNames[view.measure]],
        ['起止日期', daysText(view)],
        ['对比期', view.before ? daysText(view.before) : '无'],
        ['统计时间', view.asOf],
        ['说明', view.demonstration ? '演示数据' : '统计线索，不是对任何机关的认定'],
      ],
    },
  ];
}

/** One row for each cell, as programs read it: keys beside names. */
function parquetRows(view: Statistics) {
  return view.rows.flatMap((row) => {
    const cells = view.columnsBy ? row.cells : [row];
    return cells.map((cell, i) => {
      const column = view.columnsBy ? view.columns[i]! : null;
      return [
        row.key,
        row.name.zh,
        row.kind,
        column?.key ?? null,
        column?.name.zh ?? null,
        column?.kind ?? null,
        cell.count,
        cell.before,
      ];
    });
  });
}

const parquetColumns = {
  row_key: 'VARCHAR',
  row_name: 'VARCHAR',
  row_kind: 'VARCHAR',
  column_key: 'VARCHAR',
  column_name: 'VARCHAR',
  column_kind: 'VARCHAR',
  count: 'INTEGER',
  before: 'INTEGER',
} as const;

export const mediaTypes: Record<TableFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};

/** The table of a view as a file. */
export async function fileOf(view: Statistics, format: TableFormat): Promise<Readable | Buffer | string> {
  if (format === 'parquet') return parquetOf(parquetColumns, parquetRows(view));
  if (format === 'csv') {
    const { columns, rows } = tableOf(view);
    return csvOf(columns, rows);
  }
  const stream = new PassThrough();
  // Who broke off has heard it; what has been sent cannot be called back.
  writeWorkbook(stream, sheetsOf(view)).catch((error: Error) => stream.destroy(error));
  return stream;
}
