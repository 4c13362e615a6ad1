import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '#base/errors';
import { libraryMap } from './map.fixture.ts';
import { loadImportMap, parseImportMap } from './load-map.ts';

function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('given a mapping', () => {
  it.each([
    ['a column too many', { colour: 'blue' }, ''],
    ['no event of a log', { event: undefined }, 'event'],
    ['a table for XES', { table: { rows: 'case' } }, 'table'],
    ['no table for CSV', { format: 'csv' }, 'table'],
    ['an unknown zone', { timeZone: 'Shandong/Jinan' }, 'timeZone'],
    ['a division code that is too short', { region: '3701' }, 'region'],
    ['a division code in a table', { region: { from: 'r', table: { N: '37' } } }, 'region.table.N'],
    ['a catalogue elsewhere', { catalogue: '../../etc/passwd.json' }, 'catalogue'],
    ['an absolute catalogue', { catalogue: '/etc/catalogue.json' }, 'catalogue'],
    ['two ways of closing', { case: { number: 'n', closedAt: 'c', closedBy: ['x'] } }, 'case.closedBy'],
  ])('when it has %s then the field is named', (_, more, field) => {
    const { code, about } = refusalOf(() => libraryMap(more));
    expect(code).toBe('map-invalid');
    expect(about.field).toBe(field === '' ? 'map' : field);
  });

  it('when a meaning lacks what its event needs then the field of the data is named', () => {
    const event = (types: unknown) => ({ event: { step: 's', time: 't', types } });
    const fields = [
      { P: { type: 'case.paused', data: { procedure: 'hearing' } } },
      { P: { type: 'case.paused', data: { procedure: 'lunch', basis: 'b' } } },
      { P: { type: 'case.resumed', data: { colour: 'blue' } } },
      { P: { type: 'case.opened' } },
    ].map((types) => refusalOf(() => libraryMap(event(types))).about.field);
    expect(fields).toEqual([
      'event.types.P.data.basis',
      'event.types.P.data.procedure',
      'event.types.P.data',
      'event.types.P.type',
    ]);
  });

  it('when it is no object at all then that is said', () => {
    for (const value of [null, 'map', 3, []])
      expect(refusalOf(() => parseImportMap(value)).code).toBe('map-invalid');
  });
});

describe('given mapping files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mingjing-map-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const loaded = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return loadImportMap(file).catch((error: unknown) => error);
  };

  it('when one is missing, is no JSON, or names a catalogue that is not there then that is said', async () => {
    expect(
      await loadImportMap(path.join(folder, 'none.json')).catch((error: unknown) => error),
    ).toMatchObject({
      code: 'map-invalid',
      about: { field: 'none.json' },
    });
    expect(await loaded('broken.json', '{"format":')).toMatchObject({
      about: { field: 'broken.json', expected: 'JSON' },
    });
    const map = JSON.stringify({ ...libraryMap(), catalogue: 'gone.json' });
    expect(await loaded('map.json', map)).toMatchObject({ about: { field: 'gone.json' } });
  });

  it('when the catalogue has a fault then the field in it is named', async () => {
    await writeFile(path.join(folder, 'catalogue.json'), '{"organs":[{"code":"a"}]}');
    const map = JSON.stringify({ ...libraryMap(), catalogue: 'catalogue.json' });
    expect(await loaded('map.json', map)).toMatchObject({ about: { field: 'organs.0.name' } });
  });
});
