import exceljs from 'exceljs';
import type { ImportKind } from '#contract/services/assets';
import type { Column } from './columns.ts';
import { contractColumns, holdingColumns } from './opening-columns.ts';
import { voucherColumns } from './voucher-columns.ts';

const sheets: Record<ImportKind, { name: string; columns: readonly Column[] }> = {
  vouchers: { name: '凭证', columns: voucherColumns(new Map()) },
  contracts: { name: '合同', columns: contractColumns },
  holdings: { name: '资产', columns: holdingColumns },
};

/** A workbook with the columns that a file must have, and a row that shows how they are filled in. */
export async function importTemplate(kind: ImportKind): Promise<Buffer> {
  const { name, columns } = sheets[kind];
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(columns.map(({ names }) => names[0]));
  sheet.addRow(columns.map(({ example }) => example));
  sheet.getRow(1).font = { bold: true };
  for (const [at] of columns.entries()) {
    sheet.getColumn(at + 1).width = 18;
    // As text: numbers of papers and dates stay as they were typed.
    sheet.getColumn(at + 1).numFmt = '@';
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
