import { z } from 'zod';
import { workPeriods } from '#contract/catalogue';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { accountName } from '#contract/identity';
import { bilingual, civilDate, code, regionCode } from '#contract/text';

/** Levels of service points, as of divisions: 2 province to 6 village. */
export const pointLevels = [2, 3, 4, 5, 6] as const;
export const pointLevel = z.coerce.number().int().min(2).max(6);

/** What helps people who cannot walk, see or hear well (GB 50763, GB/T 37668). */
export const accessAids = [
  'ramp',
  'lift',
  'toilet',
  'wheelchair',
  'low-counter',
  'hearing',
  'braille',
] as const;

/** Kept as they were given, with the datum said: between the two lie some hundred metres. */
export const coordinates = z.object({
  longitude: z.number().min(73).max(136),
  latitude: z.number().min(3).max(54),
  datum: z.enum(['GCJ-02', 'WGS-84']),
});
export type Coordinates = z.infer<typeof coordinates>;

/** A day that is not like its weekday: closed (no periods), or open at other hours. */
export const hoursException = z.object({
  date: civilDate,
  periods: workPeriods,
  reason: bilingual,
});

/** When a point is open, in civil time of its organ, by the organ's calendar. */
export const openingHours = z.object({
  /** Monday first; null: the organ's own work periods on its working days. */
  weekly: z.array(workPeriods).length(7).nullable().default(null),
  /** What a public holiday does: the point closes, or keeps the hours of the weekday. */
  holidays: z.enum(['closed', 'as-usual']).default('closed'),
  /** The weekday (1 Monday) whose hours hold on a make-up workday, which is a Saturday or a Sunday. */
  makeupAs: z.number().int().min(1).max(7).default(1),
  exceptions: z.array(hoursException).max(60).default([]),
});
export type OpeningHours = z.infer<typeof openingHours>;

export const groupLetter = z.string().regex(/^[A-Z]$/, 'a letter from A to Z');

/** Windows that take from one queue; its letter stands before the number of a ticket. */
export const windowGroup = z.object({
  letter: groupLetter,
  name: bilingual,
  /** Codes of the items that are handled; empty: comprehensive, every item. */
  items: z.array(code).max(500).default([]),
  /** Appointments for one slot, over all windows of the group; 0: none can be made. */
  perSlot: z.number().int().min(0).max(500).default(0),
});

const pointWindow = z.object({
  code,
  name: bilingual,
  group: groupLetter,
  /** Code of the organ whose people sit there; absent: the point's own. */
  organ: code.optional(),
});

const pointStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('working') }),
  z.object({ state: z.literal('suspended'), reason: bilingual, until: civilDate.optional() }),
]);

/** A telephone of the point; a mobile number belongs to a person and is refused. */
const pointPhone = z
  .string()
  .regex(/^[\d-]{5,20}$/, 'digits and dashes, 5 to 20')
  .refine(
    (phone) => !/^1[3-9]\d{9}$/.test(phone.replaceAll('-', '')),
    'a telephone of the point, not a mobile number',
  );

/** What is registered of a service point; who works there is told by post, never by name or number. */
export const pointContent = z
  .object({
    name: bilingual,
    organ: code,
    region: regionCode,
    address: z.string().trim().min(1).max(200),
    coordinates: coordinates.nullable().default(null),
    phone: pointPhone.nullable().default(null),
    access: z.array(z.enum(accessAids)).default([]),
    staff: z
      .array(z.object({ post: bilingual, count: z.number().int().min(1).max(500) }))
      .max(40)
      .default([]),
    groups: z.array(windowGroup).min(1).max(26),
    windows: z.array(pointWindow).min(1).max(200),
    hours: openingHours.prefault({}),
    status: pointStatus.default({ state: 'working' }),
  })
  .superRefine((point, context) => {
    const once = (list: string, field: string, values: string[]) =>
      values.forEach((value, at) => {
        if (values.indexOf(value) !== at)
          context.addIssue({
            code: 'custom',
            path: [...list.split('.'), at, field],
            message: `${value} once`,
          });
      });
    once(
      'groups',
      'letter',
      point.groups.map((one) => one.letter),
    );
    once(
      'windows',
      'code',
      point.windows.map((one) => one.code),
    );
    once(
      'hours.exceptions',
      'date',
      point.hours.exceptions.map((one) => one.date),
    );
    point.windows.forEach((window, at) => {
      if (!point.groups.some((group) => group.letter === window.group))
        context.addIssue({
          code: 'custom',
          path: ['windows', at, 'group'],
          message: 'the letter of a group of this point',
        });
    });
  });
export type PointContent = z.infer<typeof pointContent>;
export type PointInput = z.input<typeof pointContent>;

/** Whether a point is open at a moment, in words and for machines; computed with the organ's calendar. */
export const opening = z.object({
  state: z.enum(['open', 'opens-later', 'closed', 'suspended']),
  said: bilingual,
  /** When that changes; null when nobody can say. */
  changesAt: z.iso.datetime().nullable(),
});
export type Opening = z.infer<typeof opening>;

export const pointDay = z.object({
  date: civilDate,
  weekday: z.number().int(),
  periods: workPeriods,
  kind: z.enum(['weekly', 'holiday', 'makeup-workday', 'exception', 'suspended']),
  /** The holiday, or the reason of the exception. */
  name: bilingual.nullable(),
});
export type PointDay = z.infer<typeof pointDay>;

export const pointRow = z.object({
  id: z.string(),
  name: bilingual,
  level: z.number().int(),
  region: regionCode,
  regionName: bilingual,
  organName: bilingual,
  address: z.string(),
  phone: z.string().nullable(),
  coordinates: coordinates.nullable(),
  windows: z.number().int(),
  /** Whether an appointment can be made at one of its groups. */
  bookable: z.boolean(),
  opening,
  demonstration: z.boolean(),
});
export type PointRow = z.infer<typeof pointRow>;

/** Somebody at a village point who acts for villagers. */
export const pointAgent = z.object({ account: z.string(), since: z.iso.datetime() });

export const pointDetail = pointRow.extend({
  version: z.number().int(),
  content: pointContent,
  path: z.array(z.object({ region: regionCode, name: bilingual })),
  days: z.array(pointDay),
  agents: z.array(pointAgent),
  timeZone: z.string(),
  /** Whether whoever asks may change it. */
  editable: z.boolean(),
});
export type PointDetail = z.infer<typeof pointDetail>;

/** How many points of a level there are at a place with all below it. */
export const levelCount = z.object({
  level: z.number().int(),
  there: z.number().int(),
  working: z.number().int(),
  suspended: z.number().int(),
});
export type LevelCount = z.infer<typeof levelCount>;

/** A figure of the mission document beside what is counted, and why they differ where they do. */
export const statedFigure = z.object({
  level: z.number().int(),
  stated: z.number().int(),
  counted: z.number().int(),
  text: bilingual,
  note: bilingual.nullable(),
});

export const coverage = z.object({
  region: regionCode,
  name: bilingual,
  path: z.array(z.object({ region: regionCode, name: bilingual })),
  levels: z.array(levelCount.extend({ divisions: z.number().int() })),
  children: z.array(
    z.object({
      region: regionCode,
      name: bilingual,
      kind: z.enum(['region', 'residual']),
      levels: z.array(levelCount),
    }),
  ),
  /** Of the demonstration province alone. */
  stated: z.array(statedFigure),
  /** Tickets that wait at this moment, and those that wait longer than the limit. */
  waiting: z.object({
    tickets: z.number().int(),
    overLimit: z.number().int(),
    limitMinutes: z.number().int(),
    points: z.array(
      z.object({
        point: z.string(),
        name: bilingual,
        overLimit: z.number().int(),
        longestMinutes: z.number().int(),
      }),
    ),
  }),
});
export type Coverage = z.infer<typeof coverage>;

const pointId = z.object({ id: z.string() });

/** What the register of points is narrowed to. */
export const pointQuery = z.object({
  ...paging,
  region: regionCode.optional(),
  level: pointLevel.optional(),
  state: z.enum(['working', 'suspended']).optional(),
  item: code.optional(),
  search: z.string().max(40).optional(),
});

export const pointsApi = {
  listPoints: endpoint({
    method: 'GET',
    path: '/api/services/points',
    summary: 'Service points of a division and all below it, and whether they are open now',
    face: 'public',
    access: 'everybody',
    query: pointQuery,
    response: pageOf(pointRow),
  }),
  getPoint: endpoint({
    method: 'GET',
    path: '/api/services/points/:id',
    summary: 'A service point with windows, hours, the days to come and its agents',
    face: 'public',
    access: 'everybody',
    params: pointId,
    response: pointDetail,
  }),
  createPoint: endpoint({
    method: 'POST',
    path: '/api/services/points',
    summary: 'Register a service point',
    face: 'workbench',
    access: 'points.edit',
    body: pointContent,
    response: pointDetail,
  }),
  savePoint: endpoint({
    method: 'PUT',
    path: '/api/services/points/:id',
    summary: 'Change a service point: a new version, from the one that was read',
    face: 'workbench',
    access: 'points.edit',
    params: pointId,
    body: z.object({ version: z.number().int(), content: pointContent }),
    response: pointDetail,
  }),
  listPointVersions: endpoint({
    method: 'GET',
    path: '/api/services/points/:id/versions',
    summary: 'Versions of a service point: who changed what and when',
    face: 'workbench',
    access: 'points.edit',
    params: pointId,
    response: z.array(
      z.object({
        version: z.number().int(),
        actor: z.string(),
        at: z.iso.datetime(),
        /** Parts of the content that differ from the version before. */
        changed: z.array(z.string()),
        content: pointContent,
      }),
    ),
  }),
  addAgent: endpoint({
    method: 'POST',
    path: '/api/services/points/:id/agents',
    summary: 'Register an account as agent of a village point',
    face: 'workbench',
    access: 'points.edit',
    params: pointId,
    body: z.object({ account: accountName }),
    response: pointDetail,
  }),
  endAgent: endpoint({
    method: 'DELETE',
    path: '/api/services/points/:id/agents/:account',
    summary: 'An account is agent of a point no more',
    face: 'workbench',
    access: 'points.edit',
    params: pointId.extend({ account: accountName }),
    response: pointDetail,
  }),
  getCoverage: endpoint({
    method: 'GET',
    path: '/api/services/coverage',
    summary: 'How many service points of each level there are and work, by division; sums are exact',
    face: 'public',
    access: 'everybody',
    query: z.object({ region: regionCode.optional() }),
    response: coverage,
  }),
};
