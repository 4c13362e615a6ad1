import { z } from 'zod';
import { attachmentId, attachmentRow } from '#contract/attachments';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { amount, bilingual, civilDate, code, positiveAmount, regionCode } from '#contract/text';

/**
 * Funds, assets and resources of a village (三资). Amounts are decimal text in yuan; dates are civil dates.
 */
export const accountKinds = ['cash', 'bank'] as const;
export const contractKinds = ['farmland', 'forest', 'water', 'building', 'other'] as const;
export const voucherKinds = ['income', 'expense', 'transfer'] as const;

/** A month, `2026-11`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-11');

export const account = z.object({
  code,
  name: z.string().min(1).max(80),
  kind: z.enum(accountKinds),
  opening: amount,
});
export type Account = z.infer<typeof account>;

/** Whoever pays or is paid, as the public may read it: an organisation by name, a person as `村民` with a masked name. */
const party = z.string().min(1).max(80);

/** What one voucher says. Numbers are given by the book; `paper` is the number on the paper voucher. */
export const voucher = z.object({
  paper: z.string().min(1).max(40).optional(),
  date: civilDate,
  kind: z.enum(voucherKinds),
  account: code,
  /** Of a transfer: the account that receives. */
  to: code.optional(),
  subject: code.optional(),
  amount: positiveAmount,
  party,
  purpose: z.string().min(1).max(200),
  /** Number of the approved request that an expense rests on. */
  request: z.number().int().min(1).optional(),
});
export type Voucher = z.infer<typeof voucher>;

/** A voucher as a clerk posts it, with the ids of the papers that were uploaded for it. */
export const voucherPosting = voucher.extend({ files: z.array(attachmentId).max(10).optional() });
export type VoucherPosting = z.infer<typeof voucherPosting>;

export const voucherRow = voucher.extend({
  /** Its number in the book, from 1. */
  voucher: z.number().int(),
  amount,
  recordedAt: z.iso.datetime(),
  actor: z.string(),
  /** Papers behind it; none for the public, since they may name people. */
  files: z.array(attachmentRow.pick({ id: true, name: true, bytes: true })),
  /** The voucher that this one takes back, and the one that took this one back. */
  reverses: z.number().int().nullable(),
  reversedBy: z.number().int().nullable(),
});
export type VoucherRow = z.infer<typeof voucherRow>;

export const bookRow = z.object({
  id: z.string(),
  region: regionCode,
  regionName: bilingual,
  year: z.number().int(),
  status: z.enum(['open', 'closed']),
  balance: amount,
  income: amount,
  expense: amount,
  vouchers: z.number().int(),
  /** Months closed, and of these signed by the supervision committee. */
  closedMonths: z.number().int(),
  signedMonths: z.number().int(),
  openRequests: z.number().int(),
  demonstration: z.boolean(),
});
export type BookRow = z.infer<typeof bookRow>;

const named = z.object({ code, name: bilingual });

export const bookDetail = bookRow.extend({
  accounts: z.array(
    z.object({
      code,
      name: z.string(),
      kind: z.enum(accountKinds),
      opening: amount,
      income: amount,
      expense: amount,
      balance: amount,
    }),
  ),
  subjects: z.array(
    named.extend({ kind: z.enum(['income', 'expense']), total: amount, vouchers: z.number().int() }),
  ),
  months: z.array(
    z.object({
      month,
      income: amount,
      expense: amount,
      closedAt: z.iso.datetime().nullable(),
      /** Null before it is signed; empty for the public, which is told that it is and not by whom. */
      signedBy: z.string().nullable(),
    }),
  ),
  /** Whether what the vouchers sum to is what the book says, recomputed now. */
  balanced: z.boolean(),
});
export type BookDetail = z.infer<typeof bookDetail>;

/** What a contract over land, water, forest or buildings of a village says. */
export const contractTerms = z
  .object({
    number: z.string().trim().min(1).max(60),
    kind: z.enum(contractKinds),
    what: z.string().trim().min(1).max(200),
    /** In mu (亩); 0 where area says nothing. */
    area: amount,
    party,
    from: civilDate,
    until: civilDate,
    yearlyRent: positiveAmount,
    /** When the first rent is due; each later one a year after. */
    firstDue: civilDate,
    /** Number of the record of the villagers' decision. */
    vote: z.string().min(1).max(120).optional(),
  })
  .refine(({ from, until }) => from < until, { path: ['until'], message: 'a day after the first one' })
  .refine(({ from, until, firstDue }) => firstDue >= from && firstDue <= until, {
    path: ['firstDue'],
    message: 'a day within the term',
  });

/** What is known of an asset when it is registered. */
export const holdingFacts = z.object({
  number: z.string().trim().min(1).max(60),
  name: z.string().trim().min(1).max(120),
  value: positiveAmount,
  acquired: civilDate,
  /** Years over which it is written off in equal parts. */
  lifeYears: z.number().int().min(1).max(100),
  user: z.string().max(80).default(''),
});

/** The first two of a year are usual: cash in hand and the bank. */
export const bookOpening = z.object({
  year: z.number().int().min(2000).max(2100),
  accounts: z
    .array(account)
    .min(1)
    .max(20)
    .refine((list) => new Set(list.map((one) => one.code)).size === list.length, 'codes that differ')
    .refine((list) => list.every((one) => !one.opening.startsWith('-')), 'opening balances of 0 or more'),
});

export const contractRow = z.object({
  id: z.string(),
  number: z.string(),
  region: regionCode,
  regionName: bilingual,
  status: z.enum(['running', 'ended']),
  what: z.string(),
  /** Area in mu (亩), decimal text. */
  area: z.string(),
  party: z.string(),
  from: civilDate,
  until: civilDate,
  yearlyRent: amount,
  unpaid: amount,
  nextDue: civilDate.nullable(),
  demonstration: z.boolean(),
});
export type ContractRow = z.infer<typeof contractRow>;

export const holdingRow = z.object({
  id: z.string(),
  number: z.string(),
  region: regionCode,
  regionName: bilingual,
  status: z.enum(['in-use', 'leased', 'idle', 'disposed']),
  name: z.string(),
  /** Original value, and what is left of it by straight-line depreciation today. */
  value: amount,
  netValue: amount,
  acquired: civilDate,
  lifeYears: z.number().int(),
  user: z.string(),
  demonstration: z.boolean(),
});
export type HoldingRow = z.infer<typeof holdingRow>;

/** One row of a file that was not taken, with its line in the file. */
export const refusedRow = z.object({
  line: z.number().int(),
  field: z.string(),
  expected: z.string(),
});

/** What came of a file: rows taken, rows that were there already, and each row that was not taken with its reason. */
export const importReport = z.object({
  posted: z.number().int(),
  duplicates: z.number().int(),
  /** How many were refused; of these the first 500 are named. */
  refusedRows: z.number().int(),
  refused: z.array(refusedRow),
});
export type ImportReport = z.infer<typeof importReport>;

/** What a file can hold: vouchers of one book, contracts or assets of one's own village. */
export const importKinds = ['vouchers', 'contracts', 'holdings'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Columns of the files of all kinds. */
export const importFields = [
  'paper',
  'date',
  'kind',
  'account',
  'to',
  'subject',
  'amount',
  'party',
  'purpose',
  'request',
  'number',
  'what',
  'area',
  'from',
  'until',
  'yearlyRent',
  'firstDue',
  'vote',
  'name',
  'value',
  'acquired',
  'lifeYears',
  'user',
] as const;

/** Where a workbook with the columns that a file must have is downloaded from. */
export const templateAddress = (kind: ImportKind): string => `/api/services/import-templates/${kind}.xlsx`;

const byPlace = { ...paging, region: regionCode.optional(), search: z.string().max(80).optional() };
const key = z.object({ id: z.string() });
export const villageBooksQuery = z.object({ year: z.coerce.number().int().optional() });
export const voucherQuery = z.object({
  ...paging,
  account: code.optional(),
  subject: code.optional(),
  kind: z.enum(voucherKinds).optional(),
  month: month.optional(),
  search: z.string().max(80).optional(),
});

export const assetsApi = {
  listSubjects: endpoint({
    method: 'GET',
    path: '/api/services/account-subjects',
    summary: 'Subjects of income and expense in the books of villages',
    face: 'public',
    access: 'everybody',
    response: z.object({ income: z.array(named), expense: z.array(named) }),
  }),
  listBooks: endpoint({
    method: 'GET',
    path: '/api/services/books',
    summary: 'Account books of villages',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({ ...byPlace, year: z.coerce.number().int().optional() }),
    response: pageOf(bookRow),
  }),
  openBook: endpoint({
    method: 'POST',
    path: '/api/services/books',
    summary: 'Open the account book of a village for a year',
    face: 'workbench',
    access: 'cases.act',
    body: bookOpening,
    response: z.object({ id: z.string() }),
  }),
  getBook: endpoint({
    method: 'GET',
    path: '/api/services/books/:id',
    summary: 'One account book with its balances, each of which opens its vouchers',
    face: 'workbench',
    access: 'cases.read',
    params: key,
    response: bookDetail,
  }),
  listVouchers: endpoint({
    method: 'GET',
    path: '/api/services/books/:id/vouchers',
    summary: 'Vouchers of an account book',
    face: 'workbench',
    access: 'cases.read',
    params: key,
    query: voucherQuery,
    response: pageOf(voucherRow),
  }),
  postVoucher: endpoint({
    method: 'POST',
    path: '/api/services/books/:id/vouchers',
    summary: 'Post a voucher',
    face: 'workbench',
    access: 'cases.act',
    params: key,
    body: voucherPosting,
    response: bookDetail,
  }),
  reverseVoucher: endpoint({
    method: 'POST',
    path: '/api/services/books/:id/vouchers/:voucher/reversal',
    summary: 'Take a voucher back by one of the opposite sign; both stay in the book',
    face: 'workbench',
    access: 'cases.act',
    params: z.object({ id: z.string(), voucher: z.coerce.number().int().min(1) }),
    body: z.object({ reason: z.string().trim().min(5).max(200) }),
    response: bookDetail,
  }),
  importVouchers: endpoint({
    method: 'POST',
    path: '/api/services/books/:id/import',
    summary: 'Post the vouchers of an XLSX or CSV file; each row that is not taken is named with its line',
    face: 'workbench',
    access: 'cases.act',
    params: key,
    bodies: { 'multipart/form-data': z.object({ file: z.file() }) },
    response: importReport,
  }),
  listContracts: endpoint({
    method: 'GET',
    path: '/api/services/contracts',
    summary: 'Contracts over resources and assets of villages',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({
      ...byPlace,
      status: z.enum(['running', 'ended']).optional(),
      unpaid: z.enum(['true', 'false']).optional(),
    }),
    response: pageOf(contractRow),
  }),
  signContract: endpoint({
    method: 'POST',
    path: '/api/services/contracts',
    summary: 'Register a contract that a village has signed',
    face: 'workbench',
    access: 'cases.act',
    body: contractTerms,
    response: z.object({ id: z.string() }),
  }),
  importContracts: endpoint({
    method: 'POST',
    path: '/api/services/contracts/import',
    summary:
      'Register the contracts of an XLSX or CSV file; each row that is not taken is named with its line',
    face: 'workbench',
    access: 'cases.act',
    bodies: { 'multipart/form-data': z.object({ file: z.file() }) },
    response: importReport,
  }),
  registerHolding: endpoint({
    method: 'POST',
    path: '/api/services/holdings',
    summary: 'Register an asset of a village',
    face: 'workbench',
    access: 'cases.act',
    body: holdingFacts,
    response: z.object({ id: z.string() }),
  }),
  importHoldings: endpoint({
    method: 'POST',
    path: '/api/services/holdings/import',
    summary: 'Register the assets of an XLSX or CSV file; each row that is not taken is named with its line',
    face: 'workbench',
    access: 'cases.act',
    bodies: { 'multipart/form-data': z.object({ file: z.file() }) },
    response: importReport,
  }),
  listHoldings: endpoint({
    method: 'GET',
    path: '/api/services/holdings',
    summary: 'Assets of villages',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({ ...byPlace, status: holdingRow.shape.status.optional() }),
    response: pageOf(holdingRow),
  }),
  getVillageBooks: endpoint({
    method: 'GET',
    path: '/api/services/villages/:region/books',
    summary: 'What villagers can look up of the books of their village',
    face: 'public',
    access: 'everybody',
    params: z.object({ region: regionCode }),
    query: villageBooksQuery,
    response: z.object({
      region: regionCode,
      regionName: bilingual,
      years: z.array(z.number().int()),
      book: bookDetail.nullable(),
      contracts: z.array(contractRow),
      holdings: z.array(holdingRow),
    }),
  }),
  listVillageVouchers: endpoint({
    method: 'GET',
    path: '/api/services/villages/:region/books/:year/vouchers',
    summary: 'Vouchers behind a figure of the books of a village',
    face: 'public',
    access: 'everybody',
    params: z.object({ region: regionCode, year: z.coerce.number().int() }),
    query: voucherQuery,
    response: pageOf(voucherRow),
  }),
};
