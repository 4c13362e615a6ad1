import { describe, expect, test } from 'vitest';
import { by, levels } from '../periods/period-sql.ts';
import { type Counted, sourceOf } from './source.ts';

const counted: Counted = {
  axes: {},
  region: '370000000000',
  organs: null,
  items: null,
  platform: null,
  days: [],
  counters: ['opened'],
};
const jinan = '370100000000';

describe('the sums that answer', () => {
  test.each<[string, Partial<Counted>, number, number | null]>([
    ['organs of a platform', { axes: { organ: true }, platform: 'services' }, by.organPlatform, levels.city],
    ['organs by platform', { axes: { organ: true, platform: true } }, by.organPlatform, levels.city],
    ['platforms of one organ', { axes: { platform: true }, organs: [1] }, by.organPlatform, levels.city],
    [
      'organs of a platform by city',
      { axes: { organ: true, place: true }, platform: 'services' },
      by.organPlatform,
      levels.city,
    ],
    [
      'organs of a platform by county',
      { axes: { organ: true, place: true }, platform: 'services', region: jinan },
      by.both,
      levels.county,
    ],
    ['items of organs', { axes: { organ: true, item: true }, platform: 'services' }, by.both, levels.county],
    ['organs of an item', { axes: { organ: true, platform: true }, items: [1] }, by.both, levels.county],
    ['a platform', { platform: 'services', region: jinan }, by.platform, levels.city],
    [
      'platforms by county',
      { axes: { place: true, platform: true }, region: jinan },
      by.platform,
      levels.county,
    ],
    [
      'a platform by town',
      { axes: { place: true }, platform: 'services', region: '370102000000' },
      by.item,
      levels.town,
    ],
    ['items of a platform', { axes: { item: true }, platform: 'services' }, by.item, levels.province],
    ['organs', { axes: { organ: true } }, by.organ, levels.city],
    ['divisions', { axes: { place: true } }, by.all, levels.city],
    [
      'organs of a platform in a town',
      { axes: { organ: true }, platform: 'services', region: '370102001000' },
      by.both,
      null,
    ],
  ])('given %s, then they are of the shortest kind', (_, given, what, level) => {
    expect(sourceOf({ ...counted, ...given })).toMatchObject({ what, level });
  });
});
