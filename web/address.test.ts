import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillPath, fromQuery, toQuery } from './address.ts';

describe('the address of a list', () => {
  it('given a filter, when written, then lists are joined, empty values left out and commas readable', () => {
    expect(toQuery({ level: ['yellow', 'red'], region: '370100000000', organ: '', page: undefined })).toBe(
      '?level=yellow,red&region=370100000000',
    );
    expect(toQuery({ level: [] })).toBe('');
  });

  it('given a repeated name, when read, then it is one list', () => {
    expect(fromQuery('?level=red&level=yellow')).toEqual({ level: 'red,yellow' });
  });

  it('given any texts, when written and read, then they are the same', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text), (values) => {
        expect(fromQuery(toQuery(values))).toEqual({ ...values });
      }),
    );
  });

  it('given a path with a parameter, when filled, then the value is escaped', () => {
    expect(fillPath('/api/items/:code', { code: '青 岛/1' })).toBe('/api/items/%E9%9D%92%20%E5%B2%9B%2F1');
  });

  it('given a path whose parameter is missing, when filled, then it fails by name', () => {
    expect(() => fillPath('/api/cases/:id')).toThrow('needs id');
  });
});
