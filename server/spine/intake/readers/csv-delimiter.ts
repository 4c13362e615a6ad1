import { CsvSplitter } from './csv-records.ts';

const candidates = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof candidates)[number];

/**
 * The delimiter under which the first rows have the same number of fields, and more than one; a comma for a
 * table of one column.
 */
export function detectDelimiter(sample: string, longestRow: number): Delimiter {
  let best: { delimiter: Delimiter; alike: number; fields: number } = { delimiter: ',', alike: 0, fields: 1 };
  for (const delimiter of candidates) {
    const counts = new Map<number, number>();
    let looked = 0;
    for (const record of new CsvSplitter(delimiter, longestRow).split(sample)) {
      if ('fields' in record) counts.set(record.fields.length, (counts.get(record.fields.length) ?? 0) + 1);
      if (++looked === rowsLookedAt) break;
    }
    for (const [fields, alike] of counts)
      if (fields > 1 && (alike > best.alike || (alike === best.alike && fields > best.fields)))
        best = { delimiter, alike, fields };
  }
  return best.delimiter;
}

const rowsLookedAt = 20;
