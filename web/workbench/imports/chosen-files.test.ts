import { describe, expect, it } from 'vitest';
import { importForm, isComplete, isPartial, nothingChosen, sortDropped } from './chosen-files.ts';

const log = new File(['a,b\n1,2\n'], 'log.csv');
const map = new File(['{}'], 'log.MAP.JSON');

describe('files dropped for an import', () => {
  it('given a file and its mapping dropped together, then each finds its place', () => {
    const chosen = sortDropped(nothingChosen, [map, log]);
    expect(chosen).toEqual({ file: log, map, example: null });
    expect(isComplete(chosen)).toBe(true);
  });
  it('given a built-in mapping chosen before, when an own one is dropped, then the own one counts', () => {
    const chosen = sortDropped({ file: log, map: null, example: 'receipt' }, [map]);
    expect(chosen.example).toBeNull();
    expect([...importForm(chosen, 'import').keys()]).toEqual(['map', 'file']);
  });
  it('given a built-in mapping, then its name is sent', () => {
    const form = importForm({ file: log, map: null, example: 'receipt' }, 'preview');
    expect([...form.entries()].map(([name]) => name)).toEqual(['example', 'file']);
    expect(form.get('example')).toBe('receipt');
  });
  it('given a file alone, then it is not complete', () => {
    expect(isComplete(sortDropped(nothingChosen, [log]))).toBe(false);
  });
  it('given a large log, then the preview sends its beginning and the import all of it', () => {
    const large = new File([new Uint8Array(33 * 1024 * 1024)], 'log.xes');
    const chosen = { file: large, map, example: null };
    expect(isPartial(large)).toBe(true);
    expect((importForm(chosen, 'preview').get('file') as File).size).toBe(32 * 1024 * 1024);
    expect((importForm(chosen, 'import').get('file') as File).size).toBe(large.size);
    expect(isPartial(new File([new Uint8Array(33 * 1024 * 1024)], 'log.xlsx'))).toBe(false);
  });
});
