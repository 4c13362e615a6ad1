import type { PointInput } from '#contract/services/points';

const everyDay = Array.from({ length: 7 }, () => [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
]);

/** A point of the district's organ in the small province of tests; what is given replaces it. */
export function pointWith(given: Partial<PointInput> = {}): PointInput {
  return {
    name: { zh: '区政务大厅', en: 'District hall' },
    organ: 'district-bureau',
    region: '370102000000',
    address: '解放路1号',
    phone: '0531-12345',
    groups: [
      { letter: 'A', name: { zh: '综合', en: 'General' }, items: [], perSlot: 3 },
      { letter: 'B', name: { zh: '备案', en: 'Filing' }, items: ['report'], perSlot: 2 },
    ],
    windows: [
      { code: 'A1', name: { zh: '1号窗口', en: 'Window 1' }, group: 'A' },
      { code: 'A2', name: { zh: '2号窗口', en: 'Window 2' }, group: 'A' },
      { code: 'B1', name: { zh: '3号窗口', en: 'Window 3' }, group: 'B', organ: 'city-bureau' },
    ],
    hours: { weekly: everyDay },
    ...given,
  };
}
