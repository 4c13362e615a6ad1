import { describe, expect, it } from 'vitest';
import { readDemonstration } from './demonstration-data.ts';
import { readMissionFigures } from './mission-figures.ts';

const { figures } = readMissionFigures();
const figure = (id: string) => figures.find((one) => one.id === id)?.n;

describe('figures of the mission', () => {
  it.each([
    ['main-tasks', 31],
    ['sub-tasks', 125],
    ['provincial-units', 71],
    ['aspects', 5],
    ['areas', 8],
    ['practices', 60],
    ['case-rules', 18],
    ['contact-cities', 4],
    ['contact-counties', 20],
    ['village-committees', 90],
    ['invested', 1.5e9],
    ['platforms', 8],
    ['provincial-windows', 43],
    ['city-centres', 17],
    ['county-centres', 130],
    ['town-centres', 1516],
    ['village-points', 34844],
    ['supervised-cities', 13],
    ['supervised-counties', 75],
    ['risk-cities', 17],
    ['risk-units', 60],
    ['trading-cities', 8],
    ['trading-counties', 32],
    ['jinan-projects', 1344],
    ['jinan-amount', 58.6e9],
    ['broadcasts', 159],
    ['questions-solved', 1242],
  ])('given %s, then it is %d', (id, n) => expect(figure(id)).toBe(n));

  it('given the five aspects, then all five are named', () => {
    expect(figures.find(({ id }) => id === 'aspects')?.parts).toHaveLength(5);
  });

  it('given the organs of the demonstration, then their counts are those of the mission', () => {
    const { counts } = readDemonstration().organs;
    expect(counts.provincialWindows).toBe(figure('provincial-windows'));
    expect(counts.countyCentres).toBe(figure('county-centres'));
    expect(counts.townCentres).toBe(figure('town-centres'));
    expect(counts.villagePoints).toBe(figure('village-points'));
  });
});
