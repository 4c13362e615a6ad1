import { z } from 'zod';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { bilingual, code, month, regionCode } from '#contract/text';

const datasetColumn = z.object({
  name: z.string(),
  type: z.enum(['string', 'integer', 'date']),
  title: bilingual,
});

const datasetRow = z.object({
  code,
  title: bilingual,
  description: bilingual,
  keywords: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
  /** How often it changes, by the code of the EU vocabulary of frequencies that DCAT-AP names. */
  frequency: z.enum(['CONT', 'MONTHLY']),
  /** Figures that are published once for a month, with small numbers hidden. */
  figures: z.boolean(),
});

const dataset = datasetRow.extend({
  columns: z.array(datasetColumn),
  licence: z.object({ uri: z.string(), name: bilingual }),
  publisher: bilingual,
  /** Months that figures are told for, the newest first. */
  months: z.array(month),
  /** k: what counts fewer is hidden; null where nothing is. */
  least: z.number().int().nullable(),
  demonstration: z.boolean(),
});
export type Dataset = z.infer<typeof dataset>;

/** A row of a data set by the names of its columns; null where a number is hidden. */
const dataRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export type DataRow = z.infer<typeof dataRow>;

const datasetCode = z.object({ code });
/** Which rows: of a month, of a division with all below, with a word in them. */
const chosen = {
  month: month.optional(),
  region: regionCode.optional(),
  search: z.string().max(80).optional(),
};
const base = '/api/open-data';

export const openDataApi = {
  catalogue: endpoint({
    method: 'GET',
    path: '/open-data/catalog.jsonld',
    summary: 'The catalogue of open data as JSON-LD (W3C DCAT 3)',
    face: 'public',
    access: 'everybody',
    response: z.string(),
  }),
  list: endpoint({
    method: 'GET',
    path: `${base}/datasets`,
    summary: 'Data sets that are open to everybody',
    face: 'public',
    access: 'everybody',
    response: z.array(datasetRow),
  }),
  read: endpoint({
    method: 'GET',
    path: `${base}/datasets/:code`,
    summary: 'A data set: what its columns are, licence, months that are told',
    face: 'public',
    access: 'everybody',
    params: datasetCode,
    response: dataset,
  }),
  rows: endpoint({
    method: 'GET',
    path: `${base}/datasets/:code/rows`,
    summary: 'Rows of a data set, a page at a time; figures of one month, the newest by default',
    face: 'public',
    access: 'everybody',
    params: datasetCode,
    query: z.object({ ...paging, ...chosen }),
    response: pageOf(dataRow).extend({ publishedAt: z.iso.datetime().nullable() }),
  }),
  csv: endpoint({
    method: 'GET',
    path: `${base}/datasets/:code/download.csv`,
    summary: 'A data set as CSV (RFC 4180, UTF-8 with a mark), streamed',
    face: 'public',
    access: 'everybody',
    params: datasetCode,
    query: z.object(chosen),
    response: z.string(),
  }),
  json: endpoint({
    method: 'GET',
    path: `${base}/datasets/:code/download.json`,
    summary: 'A data set as one JSON array, streamed',
    face: 'public',
    access: 'everybody',
    params: datasetCode,
    query: z.object(chosen),
    response: z.array(dataRow),
  }),
};
