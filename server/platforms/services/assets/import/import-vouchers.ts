import type { ImportReport } from '#contract/services/assets';
import type { TableItem } from '#spine/intake/readers/table-model';
import { actOnPart } from '#spine/platform/part-commands';
import type { Spine } from '#spine/spine';
import type { BookState } from '../books/state.ts';
import { findByPaper } from '../store.ts';
import { takeRows } from './take-rows.ts';
import { voucherColumns } from './voucher-columns.ts';

/** What a file can say of a voucher: neither its number in the book, nor who posted it, nor the papers behind it. */
const unsaid = new Set(['voucher', 'actor', 'files']);
const asTold = (said: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(said).filter(([name]) => !unsaid.has(name)));

/** Posts the vouchers of a file; the number of the paper tells which are in the book already. */
export async function importVouchers(
  spine: Spine,
  book: { city: number; id: number; state: BookState },
  items: AsyncIterable<TableItem>,
  actor: string,
): Promise<ImportReport> {
  const accounts = new Map(Object.entries(book.state.accounts).map(([code, { name }]) => [name, code]));
  const papers = await findByPaper(spine.pool, book);
  const by = { actor, roles: new Set(['system'] as const) };
  return takeRows(items, {
    columns: voucherColumns(accounts),
    key: 'paper',
    known: new Map([...papers].map(([paper, said]) => [paper, asTold(said)])),
    async take(entry) {
      await actOnPart(spine, book, { action: 'post', values: { entry: JSON.stringify(entry) } }, by);
    },
  });
}
