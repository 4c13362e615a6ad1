import { describe, expect, test } from 'vitest';
import { noReach, type Reach } from '#spine/identity/permission';
import { scopesWithin } from './scope.ts';

const jinan = '370100000000';
const reach = (some: Partial<Reach>): Reach => ({ ...noReach, ...some });

describe('what of a division is within reach', () => {
  test.each<[string, Partial<Reach>, unknown[]]>([
    ['everything', { everything: true }, [{ region: jinan, organs: null, sign: 1 }]],
    ['the province around it', { regions: ['37'] }, [{ region: jinan, organs: null, sign: 1 }]],
    ['nothing', {}, []],
    ['another city', { regions: ['3702'] }, []],
    [
      'two counties, one of them twice and with a town of it',
      { regions: ['370102', '370102', '370102001', '370103'] },
      [
        { region: '370102000000', organs: null, sign: 1 },
        { region: '370103000000', organs: null, sign: 1 },
      ],
    ],
    [
      'organs of the city, and one of a county that is reached whole',
      {
        regions: ['370102'],
        organs: [
          { organId: 5, region: '3701' },
          { organId: 6, region: '37' },
          { organId: 7, region: '370102' },
        ],
      },
      [
        { region: '370102000000', organs: null, sign: 1 },
        { region: jinan, organs: [5, 6], sign: 1 },
        { region: '370102000000', organs: [5, 6], sign: -1 },
      ],
    ],
    [
      'an organ in the city and once more in a county of it',
      {
        organs: [
          { organId: 5, region: '370103' },
          { organId: 5, region: '3701' },
        ],
      },
      [{ region: jinan, organs: [5], sign: 1 }],
    ],
    [
      'an organ in a county of it, and one elsewhere',
      {
        organs: [
          { organId: 5, region: '370103' },
          { organId: 6, region: '3702' },
        ],
      },
      [{ region: '370103000000', organs: [5], sign: 1 }],
    ],
  ])('given %s, then each case is in it once', (_, some, expected) => {
    expect(scopesWithin(reach(some), jinan)).toEqual(expected);
  });
});
