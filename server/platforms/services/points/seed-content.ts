import type { Coordinates, PointContent } from '#contract/services/points';
import type { Bilingual } from '#contract/text';
import type { RegisteredOrgan } from '#spine/catalogue/reference-rows';

/** What one invented point is made from. */
export interface SeedPlace {
  organ: RegisteredOrgan;
  region: { code: string; name: Bilingual };
  coordinates: Coordinates | null;
  /** Codes of what the organ itself handles. */
  items: string[];
  /** Departments that sit in the hall, with what they handle. */
  departments: { organ: RegisteredOrgan; items: string[] }[];
  suspended: boolean;
}

const always: PointContent['hours'] = { weekly: null, holidays: 'closed', makeupAs: 1, exceptions: [] };
const morning = [{ from: '09:00', to: '12:00' }];
const posts = {
  window: { zh: '窗口人员', en: 'Window clerk' },
  guide: { zh: '导办员', en: 'Guide' },
  agent: { zh: '代办员', en: 'Agent' },
};
const general = { zh: '综合窗口', en: 'General window' };
const closedForNow: Bilingual = { zh: '场所修缮', en: 'Premises under repair' };
const nth = (name: Bilingual, n: number): Bilingual => ({ zh: `${n}号${name.zh}`, en: `${name.en} ${n}` });
/** A hall's phone of the demonstration is the hotline's number, which is real and invents nobody's. */
const phone = '12345';

const base = ({ organ, region, coordinates, suspended }: SeedPlace) => ({
  organ: organ.code,
  region: region.code,
  coordinates,
  hours: always,
  status: suspended
    ? ({ state: 'suspended', reason: closedForNow } as const)
    : ({ state: 'working' } as const),
});

/** The window of a provincial department: its own items alone. */
export function departmentWindow(place: SeedPlace): PointContent {
  const { organ, items } = place;
  return {
    ...base(place),
    name: { zh: `${organ.name.zh}政务服务窗口`, en: `Service window, ${organ.name.en}` },
    address: `${place.region.name.zh}政务服务大厅`,
    phone,
    access: ['ramp', 'lift', 'wheelchair'],
    staff: [{ post: posts.window, count: 2 }],
    groups: [{ letter: 'A', name: general, items, perSlot: 4 }],
    windows: [{ code: 'A1', name: nth(general, 1), group: 'A' }],
  };
}

const letters = 'BCDEFGH';

/** The hall of a city or a county: general windows, and those of the departments that sit there. */
export function serviceCentre(place: SeedPlace, generalWindows: number): PointContent {
  const { organ, departments } = place;
  const names = departments.map(({ organ: { name } }) => ({
    zh: name.zh.replace(/^.*[市区县]/, '') || name.zh,
    en: name.en.split(',')[0]!,
  }));
  return {
    ...base(place),
    name: organ.name,
    // Open on Saturday mornings too, which a holiday and a make-up workday both change.
    hours: {
      ...always,
      weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => (day < 6 ? organ.workPeriods : day === 6 ? morning : [])),
    },
    address: `${place.region.name.zh}政务服务大厅`,
    phone,
    access: ['ramp', 'lift', 'toilet', 'wheelchair', 'low-counter', 'hearing'],
    staff: [
      { post: posts.window, count: generalWindows + departments.length },
      { post: posts.guide, count: 2 },
    ],
    groups: [
      { letter: 'A', name: general, items: [], perSlot: generalWindows * 3 },
      ...departments.map(({ items }, at) => ({
        letter: letters[at]!,
        name: names[at]!,
        items,
        perSlot: 3,
      })),
    ],
    windows: [
      ...Array.from({ length: generalWindows }, (_, at) => ({
        code: `A${at + 1}`,
        name: nth(general, at + 1),
        group: 'A',
      })),
      ...departments.map(({ organ: seated }, at) => ({
        code: `${letters[at]}1`,
        name: nth({ zh: `${names[at]!.zh}窗口`, en: `${names[at]!.en} window` }, generalWindows + at + 1),
        group: letters[at]!,
        organ: seated.code,
      })),
    ],
  };
}

/** The convenience centre of a town. */
export function townCentre(place: SeedPlace): PointContent {
  return {
    ...base(place),
    name: place.organ.name,
    address: `${place.region.name.zh}便民服务大厅`,
    phone,
    access: ['ramp', 'wheelchair'],
    staff: [{ post: posts.window, count: 2 }],
    groups: [{ letter: 'A', name: general, items: [], perSlot: 2 }],
    windows: [{ code: 'A1', name: nth(general, 1), group: 'A' }],
  };
}

/** A point of a village: an agent, no appointments. */
export function villagePoint(place: SeedPlace): PointContent {
  const { name } = place.region;
  return {
    ...base(place),
    name: { zh: `${name.zh}便民服务代办点`, en: `Service Point, ${name.en}` },
    address: name.zh,
    phone: null,
    access: [],
    staff: [{ post: posts.agent, count: 1 }],
    groups: [{ letter: 'A', name: { zh: '代办', en: 'Agency' }, items: [], perSlot: 0 }],
    windows: [{ code: 'A1', name: posts.agent, group: 'A' }],
  };
}
