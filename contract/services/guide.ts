import { z } from 'zod';
import { audience, item, itemType, level, workPeriods } from '#contract/catalogue';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { bilingual, civilDate, code, regionCode } from '#contract/text';

/** A life event (人生事件、一件事): when people look for several items at once. */
const lifeEvent = z.object({
  code,
  name: bilingual,
  about: bilingual,
  audience,
  /** Base codes of its items, in the order in which they are needed. */
  items: z.array(code).min(1),
});

/** A file of `reference/services/life-events.json`. */
export const lifeEventsFile = z
  .object({
    code,
    name: bilingual,
    basis: bilingual,
    version: z.number().int().min(1),
    effectiveFrom: civilDate,
    events: z.array(lifeEvent).min(1),
  })
  .refine(
    ({ events }) => new Set(events.map((one) => one.code)).size === events.length,
    'each life event once',
  );
export type LifeEvent = z.infer<typeof lifeEvent>;

/** A text in pieces, of which some are what was searched for. */
const highlighted = z.array(z.object({ text: z.string(), hit: z.boolean() }));
export type Highlighted = z.infer<typeof highlighted>;

/** One item of the guide, wherever it is implemented; code, organ and level are those of the entry nearest to the place asked for. */
export const guideRow = z.object({
  base: z.string(),
  code: z.string(),
  name: bilingual,
  /** The name in the two languages with what was found in it. */
  found: z.object({ zh: highlighted, en: highlighted }),
  organ: z.string(),
  organName: bilingual,
  level: z.number().int(),
  type: z.string(),
  audiences: z.array(audience),
  limits: item.shape.limits,
  visits: z.number().int().nullable(),
  free: z.boolean(),
  joint: z.boolean(),
  /** How many organs implement it within the place asked for, or in the province. */
  places: z.number().int(),
});

const facet = z.array(z.object({ value: z.string(), count: z.number().int() }));

/** What a list of the guide is narrowed to. */
const narrowing = {
  search: z.string().max(60).optional(),
  /** Items that can be handled from here: of this division, those above it, those below it. */
  region: regionCode.optional(),
  event: code.optional(),
  organ: code.optional(),
  type: many(itemType),
  level: many(z.coerce.number().pipe(level)),
  audience: audience.optional(),
  platform: z.string().max(40).optional(),
};

const suggestion = z.object({
  kind: z.enum(['item', 'event', 'region', 'organ']),
  /** Code of the item, the life event, the division or the organ. */
  code: z.string(),
  name: bilingual,
  found: z.object({ zh: highlighted, en: highlighted }),
});

const organPlace = z.object({
  code: z.string(),
  name: bilingual,
  region: regionCode,
  /** Names from the city down to the organ's own division. */
  path: z.array(bilingual),
  windows: z.array(z.object({ code, name: bilingual })),
  workPeriods,
});

const itemDetail = item.extend({
  version: z.number().int(),
  organName: bilingual,
  savedAt: z.iso.datetime(),
  /** Base code, or its own code where the catalogue gives it none. */
  base: z.string(),
  place: organPlace,
  /** The parts of a joint item with their names. */
  partNames: z.array(
    z.object({ item: z.string(), name: bilingual, organ: z.string(), organName: bilingual }),
  ),
  events: z.array(z.object({ code, name: bilingual })),
  versions: z.array(
    z.object({ version: z.number().int(), effectiveFrom: civilDate, savedAt: z.iso.datetime() }),
  ),
});

/** One entry of the comparison over the levels. */
const levelEntry = item.extend({
  version: z.number().int(),
  organName: bilingual,
  regionName: bilingual,
  /** Those of the four common parts that differ from the entry above (四级四同). */
  differs: z.array(z.enum(['baseCode', 'name', 'type', 'basis'])),
});

const guidePath = '/api/services/guide';
export const guideApi = {
  home: endpoint({
    method: 'GET',
    path: `${guidePath}/home`,
    summary: 'The first page of the service guide: life events, organs of the place, what is asked for most',
    face: 'public',
    access: 'everybody',
    query: z.object({ region: regionCode.optional() }),
    response: z.object({
      items: z.number().int(),
      events: z.array(lifeEvent.omit({ items: true }).extend({ count: z.number().int() })),
      organs: z.array(z.object({ code: z.string(), name: bilingual, count: z.number().int() })),
      popular: z.array(guideRow),
    }),
  }),
  search: endpoint({
    method: 'GET',
    path: `${guidePath}/items`,
    summary:
      'Search the service guide by Chinese words, pinyin, initials or English; typing errors are forgiven',
    face: 'public',
    access: 'everybody',
    query: z.object({ ...paging, ...narrowing }),
    response: pageOf(guideRow).extend({
      /** True when nothing fits as it was typed and these come closest. */
      closest: z.boolean(),
      facets: z.object({ level: facet, type: facet, audience: facet, event: facet }),
    }),
  }),
  suggest: endpoint({
    method: 'GET',
    path: `${guidePath}/suggestions`,
    summary: 'What somebody may mean while they type: items, life events, divisions, organs',
    face: 'public',
    access: 'everybody',
    query: z.object({ search: z.string().max(60), region: regionCode.optional() }),
    response: z.array(suggestion),
  }),
  item: endpoint({
    method: 'GET',
    path: `${guidePath}/items/:code`,
    summary: 'The guide to one item as in force today, or in a named version: conditions to windows',
    face: 'public',
    access: 'everybody',
    params: z.object({ code: z.string() }),
    query: z.object({ version: z.coerce.number().int().optional() }),
    response: itemDetail,
  }),
  levels: endpoint({
    method: 'GET',
    path: `${guidePath}/items/:code/levels`,
    summary: 'The same item at each level from the province down to a place, side by side',
    face: 'public',
    access: 'everybody',
    params: z.object({ code: z.string() }),
    query: z.object({ region: regionCode.optional() }),
    response: z.object({ base: z.string(), name: bilingual, entries: z.array(levelEntry) }),
  }),
};
