import { z } from 'zod';
import { organ } from '#contract/catalogue';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { bilingual, regionCode } from '#contract/text';

export const region = z.object({
  code: regionCode,
  name: bilingual,
  parent: regionCode.nullable(),
  /** 2 province, 3 city, 4 county, 5 town, 6 village. */
  level: z.number().int(),
  /** A functional zone counts as a county and has no polygon of its own. */
  functionalZone: z.boolean(),
  children: z.number().int(),
});
export type Region = z.infer<typeof region>;

export const regionsApi = {
  listRegions: endpoint({
    method: 'GET',
    path: '/api/regions',
    summary: 'The children of a division, or a search by name, pinyin or code',
    face: 'public',
    access: 'everybody',
    query: z.object({ parent: regionCode.optional(), search: z.string().max(40).optional() }),
    response: z.array(region.extend({ path: z.array(bilingual) })),
  }),
  listOrgans: endpoint({
    method: 'GET',
    path: '/api/organs',
    summary: 'Organs of a division and all below it, with windows and posts',
    face: 'public',
    access: 'everybody',
    query: z.object({
      ...paging,
      region: regionCode.optional(),
      search: z.string().optional(),
      code: z.string().optional(),
    }),
    response: pageOf(organ.extend({ regionName: bilingual })),
  }),
  saveOrgan: endpoint({
    method: 'PUT',
    path: '/api/organs/:code',
    summary: 'Register an organ or change it',
    face: 'workbench',
    access: 'organs.edit',
    params: z.object({ code: z.string() }),
    body: organ,
    response: organ,
  }),
};
