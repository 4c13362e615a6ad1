import type { Writable } from 'node:stream';
import exceljs from 'exceljs';

/** One sheet of a workbook: a head and rows. Numbers stay numbers; texts are texts, whatever they begin with. */
export interface Sheet {
  name: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
  /** Columns that hold names and are wide; the first one is in any case. */
  wide?: readonly number[];
}

/** Writes a workbook (XLSX) while it is made, row by row. Resolves when all has been handed over. */
export async function writeWorkbook(stream: Writable, sheets: readonly Sheet[]): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  for (const { name, columns, rows, wide = [] } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map((_, n) => ({ width: n === 0 || wide.includes(n) ? 30 : 14 }));
    const head = sheet.addRow(columns);
    head.font = { bold: true };
    head.commit();
    for (const row of rows) sheet.addRow(row).commit();
    sheet.commit();
  }
  await workbook.commit();
}
