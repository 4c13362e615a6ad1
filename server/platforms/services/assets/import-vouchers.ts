import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { MultipartFile } from '@fastify/multipart';
import { Refusal } from '#base/errors';
import type { z } from 'zod';
import type { assetsApi } from '#contract/services/assets';
import { readCsv } from '#spine/intake/readers/csv';
import { readXlsx } from '#spine/intake/readers/xlsx';
import { actOnPart } from '#spine/platform/part-commands';
import type { Spine } from '#spine/spine';
import type { BookState } from './books/state.ts';
import { voucherRows } from './import-rows.ts';
import { findByPaper } from './store.ts';

type Report = z.output<typeof assetsApi.importVouchers.response>;

/** Rows that are named in the answer; the others are counted by their absence from `posted` and `duplicates`. */
const mostRefused = 500;

/** The same voucher told again, whatever the number of places of its amount. */
function sameVoucher(before: Record<string, unknown>, entry: Record<string, unknown>): boolean {
  const { voucher: _, actor: __, amount, ...rest } = before;
  const { amount: told, ...given } = entry;
  return Number(amount) === Number(told) && isDeepStrictEqual(rest, given);
}

/** Refusal: too-large. */
async function bytesOf(file: MultipartFile): Promise<Buffer> {
  const content = await file.toBuffer().catch((error: { code?: string }) => {
    if (error.code === 'FST_REQ_FILE_TOO_LARGE')
      throw new Refusal('too-large', { field: 'file', expected: 'at most 20 MB' });
    throw error;
  });
  return content;
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/**
 * Posts the vouchers of a file one after the other, each for itself. One whose paper number stands in the book is a
 * duplicate when it says the same, and is refused otherwise. Refusals: unsupported-media-type, too-large.
 */
export async function importVouchers(
  spine: Spine,
  book: { city: number; id: number; state: BookState },
  file: MultipartFile,
  actor: string,
): Promise<Report> {
  const extension = path.extname(file.filename).toLowerCase();
  if (extension !== '.xlsx' && extension !== '.csv')
    throw new Refusal('unsupported-media-type', { field: 'file', expected: 'a file .xlsx or .csv' });
  const bytes = once(await bytesOf(file));
  const items = extension === '.xlsx' ? readXlsx(bytes) : readCsv(bytes);
  const accounts = new Map(Object.entries(book.state.accounts).map(([code, { name }]) => [name, code]));
  const papers = await findByPaper(spine.pool, book);
  const report: Report = { posted: 0, duplicates: 0, refused: [] };
  const refuse = (line: number, field: string, expected: string) => {
    if (report.refused.length < mostRefused) report.refused.push({ line, field, expected });
  };
  for await (const row of voucherRows(items, accounts)) {
    if (!('entry' in row)) {
      refuse(row.line, row.field, row.expected);
      continue;
    }
    const paper = typeof row.entry.paper === 'string' ? row.entry.paper : undefined;
    const before = paper === undefined ? undefined : papers.get(paper);
    if (before && sameVoucher(before, row.entry)) report.duplicates += 1;
    else if (before)
      refuse(row.line, 'paper', `a number that is not in the book; ${paper} stands there otherwise`);
    else {
      const refusal = await post(spine, book, row.entry, actor);
      if (refusal) refuse(row.line, refusal.about.field ?? 'entry', refusal.about.expected ?? refusal.code);
      else {
        report.posted += 1;
        if (paper !== undefined) papers.set(paper, row.entry);
      }
    }
  }
  return report;
}

async function post(
  spine: Spine,
  book: { city: number; id: number },
  entry: Record<string, unknown>,
  actor: string,
): Promise<Refusal | undefined> {
  const command = { action: 'post', values: { entry: JSON.stringify(entry) } };
  try {
    await actOnPart(spine, book, command, { actor, roles: new Set(['system'] as const) });
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
