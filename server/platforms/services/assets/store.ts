import type { z } from 'zod';
import type { Queries } from '#base/db';
import type { assetsApi } from '#contract/services/assets';
import type { Bilingual } from '#contract/text';
import { Conditions, containing } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { subtreeRange } from '#spine/regions/region-codes';
import type { BookState } from './books/state.ts';
import type { ContractState } from './contracts/state.ts';
import type { HoldingState } from './holdings/state.ts';
import { leastForMedian } from './median.ts';

/** A case of one of the three parts. */
export interface Stored<State> {
  city: number;
  id: number;
  region: number;
  regionName: Bilingual;
  state: State;
  demonstration: boolean;
}

/** What the lists of the three parts take. */
export interface ListFilter {
  page: number;
  pageSize: number;
  region?: string;
  search?: string;
}

const from = `part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id
  JOIN region r ON r.code = c.region JOIN source s ON s.id = c.source_id`;
const columns = `c.city, c.id, c.region, json_build_object('zh', r.name_zh, 'en', r.name_en) AS "regionName", p.state, s.demonstration`;

/** One page of the cases of a part, and how many there are. `narrow` adds what only this part knows. */
async function listPart<State>(
  db: Queries,
  reach: Reach,
  part: string,
  filter: ListFilter,
  order: string,
  narrow: (where: Conditions) => void,
): Promise<{ rows: Stored<State>[]; total: number }> {
  const where = new Conditions().add((p) => `p.part = ${p(part)}`);
  addReach(where, reach, 'c');
  if (filter.region) {
    const { from: first, to } = subtreeRange(filter.region);
    where.add((p) => `c.region BETWEEN ${p(first)} AND ${p(to)}`);
  }
  const search = filter.search?.trim();
  if (search)
    where.add((p) => `(c.title ILIKE ${p(containing(search))} OR r.name_zh ILIKE ${p(containing(search))})`);
  narrow(where);
  const counted = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${from} ${where.where}`,
    where.values,
  );
  const paged = `LIMIT ${where.value(filter.pageSize)} OFFSET ${where.value((filter.page - 1) * filter.pageSize)}`;
  const { rows } = await db.query<Stored<State>>(
    `SELECT ${columns} FROM ${from} ${where.where} ORDER BY ${order}, c.city, c.id ${paged}`,
    where.values,
  );
  return { rows, total: counted.rows[0]!.n };
}

type BookFilter = z.output<NonNullable<typeof assetsApi.listBooks.query>>;
type ContractFilter = z.output<NonNullable<typeof assetsApi.listContracts.query>>;
type HoldingFilter = z.output<NonNullable<typeof assetsApi.listHoldings.query>>;

export const listBooks = (db: Queries, reach: Reach, filter: BookFilter) =>
  listPart<BookState>(db, reach, 'services/books', filter, `p.state ->> 'year' DESC, c.region`, (where) => {
    if (filter.year) where.add((p) => `(p.state ->> 'year')::int = ${p(filter.year)}`);
  });

/** @param today civil date up to which rent is due */
export const listContracts = (db: Queries, reach: Reach, filter: ContractFilter, today: string) =>
  listPart<ContractState>(db, reach, 'services/contracts', filter, `p.state ->> 'until'`, (where) => {
    if (filter.status) where.add((p) => `p.state ->> 'status' = ${p(filter.status)}`);
    if (filter.unpaid)
      where.add(
        (p) =>
          `(p.state ->> 'status' = 'running' AND coalesce(p.state ->> 'nextDue' < ${p(today)}, false)) = ${p(filter.unpaid === 'true')}`,
      );
  });

export const listHoldings = (db: Queries, reach: Reach, filter: HoldingFilter) =>
  listPart<HoldingState>(db, reach, 'services/holdings', filter, `p.state ->> 'number'`, (where) => {
    if (filter.status) where.add((p) => `p.state ->> 'status' = ${p(filter.status)}`);
  });

/** Everything of one part that a village has, for whoever lives there. */
export async function ofVillage<State>(db: Queries, part: string, village: string): Promise<Stored<State>[]> {
  const { rows } = await db.query<Stored<State>>(
    `SELECT ${columns} FROM ${from} WHERE p.part = $1 AND p.state ->> 'village' = $2
       AND p.part IN ('services/books', 'services/contracts', 'services/holdings')
     ORDER BY c.opened_at DESC, c.id DESC LIMIT 500`,
    [part, village],
  );
  return rows;
}

export async function findVillage(db: Queries, code: string): Promise<Bilingual | undefined> {
  const { rows } = await db.query<Bilingual>(
    'SELECT name_zh AS zh, name_en AS en FROM region WHERE code = $1',
    [code],
  );
  return rows[0];
}

export interface StoredVoucher {
  data: Record<string, unknown> & { voucher: number; of?: number };
  recordedAt: number;
  reversedBy: number | null;
}

type VoucherFilter = z.output<NonNullable<typeof assetsApi.listVouchers.query>>;

const voucherTypes = `('services.voucher-posted', 'services.voucher-reversed')`;

/** Vouchers of a book from its journal, newest first. */
export async function listVouchers(
  db: Queries,
  { city, id }: { city: number; id: number },
  filter: VoucherFilter,
): Promise<{ rows: StoredVoucher[]; total: number }> {
  const where = new Conditions()
    .add((p) => `j.city = ${p(city)} AND j.case_id = ${p(id)}`)
    .add(() => `j.type IN ${voucherTypes}`);
  const { account, subject, kind, month } = filter;
  if (account) where.add((p) => `${p(account)} IN (j.data ->> 'account', j.data ->> 'to')`);
  if (subject) where.add((p) => `j.data ->> 'subject' = ${p(subject)}`);
  if (kind) where.add((p) => `j.data ->> 'kind' = ${p(kind)}`);
  if (month) where.add((p) => `left(j.data ->> 'date', 7) = ${p(month)}`);
  const search = filter.search?.trim();
  if (search)
    where.add((p) => `(j.data ->> 'purpose') || ' ' || (j.data ->> 'party') ILIKE ${p(containing(search))}`);
  const counted = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM journal j ${where.where}`,
    where.values,
  );
  const paged = `LIMIT ${where.value(filter.pageSize)} OFFSET ${where.value((filter.page - 1) * filter.pageSize)}`;
  const { rows } = await db.query<StoredVoucher>(
    `SELECT j.data, j.recorded_at AS "recordedAt", (SELECT (b.data ->> 'voucher')::int FROM journal b
         WHERE b.city = j.city AND b.case_id = j.case_id AND b.type = 'services.voucher-reversed'
           AND (b.data ->> 'of')::int = (j.data ->> 'voucher')::int) AS "reversedBy"
       FROM journal j ${where.where} ORDER BY j.case_seq DESC ${paged}`,
    where.values,
  );
  return { rows, total: counted.rows[0]!.n };
}

/** One voucher of a book, with what took it back. */
export async function findVoucher(
  db: Queries,
  { city, id }: { city: number; id: number },
  voucher: number,
): Promise<StoredVoucher | undefined> {
  const { rows } = await db.query<StoredVoucher>(
    `SELECT j.data, j.recorded_at AS "recordedAt", (SELECT (b.data ->> 'voucher')::int FROM journal b
         WHERE b.city = j.city AND b.case_id = j.case_id AND b.type = 'services.voucher-reversed'
           AND (b.data ->> 'of')::int = $3) AS "reversedBy"
       FROM journal j WHERE j.city = $1 AND j.case_id = $2 AND j.type IN ${voucherTypes}
         AND (j.data ->> 'voucher')::int = $3`,
    [city, id, voucher],
  );
  return rows[0];
}

/** Vouchers that bear numbers of paper, by these numbers: what a file tells again is known by them. */
export async function findByPaper(
  db: Queries,
  { city, id }: { city: number; id: number },
): Promise<Map<string, Record<string, unknown>>> {
  const { rows } = await db.query<{ data: Record<string, unknown> }>(
    `SELECT data FROM journal WHERE city = $1 AND case_id = $2 AND type = 'services.voucher-posted' AND data ->> 'paper' IS NOT NULL`,
    [city, id],
  );
  return new Map(rows.map(({ data }) => [String(data.paper), data]));
}

/** What the vouchers of a book sum to, account by account, straight from the journal: the proof of the state. */
export async function sumVouchers(
  db: Queries,
  { city, id }: { city: number; id: number },
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ account: string; sum: string }>(
    `SELECT account, sum(amount)::text AS sum FROM (
       SELECT data ->> 'account' AS account,
         CASE data ->> 'kind' WHEN 'income' THEN 1 ELSE -1 END * (data ->> 'amount')::numeric(16,2) AS amount
         FROM journal WHERE city = $1 AND case_id = $2 AND type IN ${voucherTypes}
       UNION ALL
       SELECT data ->> 'to', (data ->> 'amount')::numeric(16,2)
         FROM journal WHERE city = $1 AND case_id = $2 AND type IN ${voucherTypes} AND data ->> 'kind' = 'transfer'
     ) AS moves GROUP BY account`,
    [city, id],
  );
  return new Map(rows.map(({ account, sum }) => [account, sum]));
}

/** Median rent per mu of contracts of a kind in a county, in yuan; null where there are too few. */
export async function medianRent(db: Queries, kind: string, region: number): Promise<string | null> {
  const county = Math.floor(region / 1_000_000);
  const { rows } = await db.query<{ n: number; median: string | null }>(
    `SELECT count(*)::int AS n, round((percentile_cont(0.5) WITHIN GROUP (
         ORDER BY (p.state ->> 'yearlyRent')::float8 / (p.state ->> 'area')::float8))::numeric, 2)::text AS median
       FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id
       WHERE p.part = 'services/contracts' AND p.city = $1 AND c.region BETWEEN $2 AND $3
         AND p.state ->> 'kind' = $4 AND (p.state ->> 'area')::numeric > 0`,
    [Math.floor(county / 100), county * 1_000_000, county * 1_000_000 + 999_999, kind],
  );
  const { n, median } = rows[0]!;
  return n >= leastForMedian ? median : null;
}
