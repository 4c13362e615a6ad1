import type { ImportMap } from '#contract/import-map';
import type { RowProblem } from '#contract/import-problem';
import type { Bytes } from '../readers/unpack.ts';
import { readXes } from '../readers/xes.ts';
import type { XesAttributes } from '../readers/xes-model.ts';
import { type Fields, RowFields } from './fields.ts';
import { fileBytes, tableItems } from './open-file.ts';

/** A column of a table, or an attribute of cases or events, with the first value that was found. */
export interface SampledColumn {
  name: string;
  of: 'case' | 'event' | 'row';
  sample: string;
}

/**
 * What there is to map in a file: the names in its first cases or rows, each with a sample, and what was wrong
 * until there. Reads no further than `rows`.
 */
export async function sampleFile(
  input: string | Bytes,
  { format, table }: Pick<ImportMap, 'format' | 'table'>,
  rows = 50,
): Promise<{ columns: SampledColumn[]; problems: RowProblem[] }> {
  const sample = new Sample();
  let left = rows;
  if (format === 'xes')
    for await (const item of readXes(fileBytes(input))) {
      if (item.kind === 'problem') sample.problems.push(item.problem);
      if (item.kind !== 'trace') continue;
      sample.attributes('case', item.attributes);
      for (const { attributes } of item.events) sample.attributes('event', attributes);
      if (--left <= 0) break;
    }
  else {
    let index = new Map<string, number>();
    for await (const item of tableItems(input, format, table)) {
      if (item.kind === 'problem') sample.problems.push(item.problem);
      if (item.kind === 'header') index = new Map(item.columns.map((name, at) => [name, at]));
      if (item.kind === 'header') for (const name of item.columns) sample.add(name, 'row', '');
      if (item.kind !== 'row') continue;
      sample.row(index.keys(), new RowFields(index, item.cells));
      if (--left <= 0) break;
    }
  }
  return { columns: sample.columns(), problems: sample.problems };
}

class Sample {
  readonly problems: RowProblem[] = [];
  private readonly found = new Map<string, SampledColumn>();

  attributes(of: SampledColumn['of'], attributes: XesAttributes): void {
    for (const { key, text } of attributes.values()) this.add(key, of, text);
  }

  row(names: Iterable<string>, fields: Fields): void {
    for (const name of names) this.add(name, 'row', fields.get(name)?.text ?? '');
  }

  add(name: string, of: SampledColumn['of'], text: string): void {
    const known = this.found.get(`${of} ${name}`);
    if (!known) this.found.set(`${of} ${name}`, { name, of, sample: text.slice(0, 80) });
    else if (known.sample === '') known.sample = text.slice(0, 80);
  }

  columns(): SampledColumn[] {
    return [...this.found.values()];
  }
}
