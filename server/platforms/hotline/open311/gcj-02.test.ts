import { expect, test } from 'vitest';
import { toGcj02 } from './gcj-02.ts';

test.each([
  // Pairs as other implementations publish them for their tests.
  [31.1774276, 121.5272106, 31.17530398364597, 121.531541859215],
  [22.543847, 113.912316, 22.540796131694766, 113.9171764808363],
  [39.911954, 116.377817, 39.91334545536069, 116.38404722455657],
])('given %f, %f of WGS-84, then Chinese maps have it at %f, %f', (lat, long, mapLat, mapLong) => {
  const { latitude, longitude } = toGcj02({ longitude: long, latitude: lat });
  expect(latitude).toBeCloseTo(mapLat, 5);
  expect(longitude).toBeCloseTo(mapLong, 5);
});

test('given a place outside China, then it stays where it is', () => {
  const losAngeles = { longitude: -118.25, latitude: 34.05 };
  expect(toGcj02(losAngeles)).toEqual(losAngeles);
});
