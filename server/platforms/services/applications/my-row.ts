import type { z } from 'zod';
import type { ApplicationRow, myApplicationRow } from '#contract/services/applications';
import { receiptCode } from '#spine/cases/receipt';

/** A row of somebody's own list: by the receipt, where officials have a key. */
export function myRow(
  { city, caseId, row, asked }: { city: number; caseId: number; row: ApplicationRow; asked: boolean },
  receiptKey: string,
): z.input<typeof myApplicationRow> {
  const { id: _, shape: __, ...rest } = row;
  return { ...rest, receipt: receiptCode(city, caseId, receiptKey), asked };
}
