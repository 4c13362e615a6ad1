import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entriesPath, readTilePath, tilePath } from './tile-path.ts';

describe('paths of tiles', () => {
  test.each([
    // The example of C2SP tlog-tiles.
    [0, 1234067, 256, 'tile/0/x001/x234/067'],
    [0, 0, 256, 'tile/0/000'],
    [0, 273, 112, 'tile/0/273.p/112'],
    [1, 1, 17, 'tile/1/001.p/17'],
    [2, 0, 1, 'tile/2/000.p/1'],
    [5, 1000, 256, 'tile/5/x001/000'],
  ])('given level %d, tile %d, width %d, then it is %s', (level, index, width, path) => {
    expect(tilePath(level, index, width)).toBe(path);
    expect(readTilePath(path)).toEqual({ level, index, width });
  });

  test('given any tile or bundle, then its path leads back to it', () => {
    const index = fc.maxSafeNat();
    const width = fc.integer({ min: 1, max: 256 });
    fc.assert(
      fc.property(fc.nat({ max: 63 }), index, width, (level, index, width) => {
        expect(readTilePath(tilePath(level, index, width))).toEqual({ level, index, width });
        expect(readTilePath(entriesPath(index, width))).toEqual({ level: 'entries', index, width });
      }),
    );
  });

  test.each([
    'tile/0/1',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p',
    'tile/entries/../checkpoint',
    'tile/0/000\n',
    '/tile/0/000',
    `tile/0/${'x999/'.repeat(6)}999`,
  ])('given %j, then it is no path of a tile', (path) => {
    expect(readTilePath(path)).toBeUndefined();
  });
});
