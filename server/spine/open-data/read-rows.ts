import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import type { DataRow } from '#contract/open-data';
import { isWithin } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import type { Asked, DataSources } from './data-source.ts';
import { type DatasetFile, openData } from './dataset-files.ts';
import { toldMonths } from './months.ts';
import { publishOnce } from './publications.ts';

/** What of a data set is asked for. */
export interface Chosen {
  month?: string;
  region?: string;
  search?: string;
}

/** Refusal: not-found. */
export function getDataset(code: string): DatasetFile {
  const dataset = openData.datasets.find((one) => one.code === code);
  if (!dataset) throw new Refusal('not-found', { field: 'code', expected: 'a data set of the catalogue' });
  return dataset;
}

const withWord = (row: DataRow, word: string) =>
  Object.values(row).some((value) => typeof value === 'string' && value.toLowerCase().includes(word));

/** Rows of a data set. Refusals: not-found; field-invalid, for a month that is not told. */
export async function readRows(
  spine: Spine,
  sources: DataSources,
  dataset: DatasetFile,
  { month, ...asked }: Chosen & Pick<Asked, 'offset' | 'limit'>,
): Promise<{ rows: DataRow[]; total: number; publishedAt: Instant | null }> {
  const source = sources[dataset.code];
  if (!source) throw new Refusal('not-found', { field: 'code', expected: 'a data set of the catalogue' });
  if (source.kind === 'current') return { ...(await source.rows(spine, asked)), publishedAt: null };
  const months = toldMonths(spine.now());
  const wanted = month ?? months[0]!;
  if (!months.includes(wanted))
    throw new Refusal('field-invalid', { field: 'month', expected: 'one of the last twelve whole months' });
  const published = await publishOnce(spine, { dataset: dataset.code, period: wanted }, () =>
    source.make(spine, wanted),
  );
  const word = asked.search?.trim().toLowerCase();
  const { region } = asked;
  const fitting = published.rows.filter(
    (row) =>
      (!region || typeof row.region !== 'string' || isWithin(row.region, region)) &&
      (!word || withWord(row, word)),
  );
  return {
    rows: fitting.slice(asked.offset, asked.offset + asked.limit),
    total: fitting.length,
    publishedAt: published.publishedAt,
  };
}

/** How many rows are read at a time for a download. */
const atATime = 1000;

/** All rows, page by page. */
export async function* allRows(
  spine: Spine,
  sources: DataSources,
  dataset: DatasetFile,
  chosen: Chosen,
): AsyncGenerator<DataRow[]> {
  for (let offset = 0; ; offset += atATime) {
    const { rows, total } = await readRows(spine, sources, dataset, { ...chosen, offset, limit: atATime });
    if (rows.length > 0) yield rows;
    if (offset + atATime >= total) return;
  }
}
