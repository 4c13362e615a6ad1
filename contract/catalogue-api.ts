import { z } from 'zod';
import { item, level } from '#contract/catalogue';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { difference } from '#contract/problem';
import { bilingual, civilDate } from '#contract/text';

export const itemRow = z.object({
  code: z.string(),
  version: z.number().int(),
  name: bilingual,
  platform: z.string(),
  type: z.string(),
  level: z.number().int(),
  organ: z.string(),
  organName: bilingual,
  limits: item.shape.limits,
  effectiveFrom: civilDate,
  cancelledFrom: civilDate.nullable(),
});

export const itemVersion = item.extend({
  version: z.number().int(),
  organName: bilingual,
  savedAt: z.iso.datetime(),
});

export const catalogueApi = {
  listItems: endpoint({
    method: 'GET',
    path: '/api/items',
    summary: 'The public catalogue: search by name, pinyin or code; by platform, type, level, organ',
    face: 'public',
    access: 'everybody',
    query: z.object({
      ...paging,
      search: z.string().max(60).optional(),
      platform: z.string().optional(),
      type: z.string().optional(),
      level: z.coerce.number().pipe(level).optional(),
      organ: z.string().optional(),
    }),
    response: pageOf(itemRow),
  }),
  getItem: endpoint({
    method: 'GET',
    path: '/api/items/:code',
    summary: 'One item in its newest or a named version, with the list of its versions',
    face: 'public',
    access: 'everybody',
    params: z.object({ code: z.string() }),
    query: z.object({ version: z.coerce.number().int().optional() }),
    response: itemVersion.extend({
      versions: z.array(
        z.object({ version: z.number().int(), effectiveFrom: civilDate, savedAt: z.iso.datetime() }),
      ),
    }),
  }),
  saveItem: endpoint({
    method: 'PUT',
    path: '/api/items/:code',
    summary: 'Save a new version of an item; what is saved is never changed',
    face: 'workbench',
    access: 'catalogue.edit',
    params: z.object({ code: z.string() }),
    body: item,
    response: itemVersion,
  }),
  checkItem: endpoint({
    method: 'POST',
    path: '/api/items/check',
    summary: 'Check an item without saving it: every field that is not as expected',
    face: 'workbench',
    access: 'catalogue.edit',
    body: z.unknown(),
    response: z.object({
      problems: z.array(
        z.object({
          field: z.string(),
          expected: z.string(),
          /** Where it is one of the four that have to be the same as in the parent catalogue. */
          difference: difference.optional(),
        }),
      ),
      /** Composed of organ, level and base code, where they are such that it can be. */
      implementingCode: z.string().nullable(),
    }),
  }),
};
