import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mapLevel, type ProvinceTopology, regionOf, shapesOf } from './map-shapes.ts';

const file = new URL('../../reference/map/shandong.topo.json', import.meta.url);
const map = JSON.parse(readFileSync(file, 'utf8')) as ProvinceTopology;
const codes = (region: string) => shapesOf(map, region).features.map(({ properties }) => properties.code);

describe('the outlines of a division', () => {
  it('given the province, then they are its 16 cities', () => {
    expect(mapLevel('370000000000')).toBe('province');
    expect(codes('370000000000')).toHaveLength(16);
  });

  it('given a city, then they are its counties alone', () => {
    const counties = codes('370100000000');
    expect(counties.length).toBeGreaterThan(5);
    expect(counties.every((code) => code.startsWith('3701'))).toBe(true);
  });

  it('given a county or a town in it, then it is that county', () => {
    expect(codes('370102000000')).toEqual(['370102']);
    expect(codes('370102001000')).toEqual(['370102']);
  });

  it('given a functional zone, which has no outline, then the counties of its city stand in', () => {
    expect(codes('370171000000')).toEqual(codes('370100000000'));
  });

  it('given a shape, then its code of twelve digits names it', () => {
    expect(regionOf(shapesOf(map, '370102000000').features[0]!.properties)).toBe('370102000000');
  });
});
