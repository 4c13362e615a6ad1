import { z } from 'zod';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { type Bilingual, bilingual, rfc3339 } from '#contract/text';

/** What somebody's record may be erased for (个人信息保护法 art. 47); the grounds that are not here are none. */
export const erasureBases = {
  'purpose-achieved': { zh: '处理目的已实现或不再必要', en: 'The purpose is achieved or no longer needed' },
  'retention-ended': { zh: '保存期限已届满', en: 'The time of keeping is over' },
  'consent-withdrawn': { zh: '个人撤回同意', en: 'Consent was withdrawn' },
  unlawful: { zh: '违法或违约处理', en: 'It was handled against law or agreement' },
  'other-law': { zh: '法律、行政法规规定的其他情形', en: 'Another case that law provides for' },
} as const satisfies Record<string, Bilingual>;
export type ErasureBasis = keyof typeof erasureBases;
const basis = z.enum(Object.keys(erasureBases) as [ErasureBasis, ...ErasureBasis[]]);

const key = z.string().regex(/^\d{1,15}$/, 'a number');
const number = z.string().regex(/^\d{1,9}$/, 'a number');
/** Read by whoever decides; nothing personal belongs into it. */
const words = z.string().trim().min(10).max(1000);

const erasure = z.object({
  id: number,
  person: key,
  basis,
  basisText: bilingual,
  reason: z.string(),
  askedBy: z.string(),
  askedAt: rfc3339,
  decision: z.enum(['erased', 'refused']).nullable(),
  note: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: rfc3339.nullable(),
});
export type Erasure = z.infer<typeof erasure>;

export const erasureApi = {
  askErasure: endpoint({
    method: 'POST',
    path: '/api/people/:id/erasure',
    summary: 'Ask that a person be erased by destroying the key of their record; another person decides',
    face: 'workbench',
    access: 'personal.erase',
    params: z.object({ id: key }),
    body: z.object({ basis, reason: words }),
    response: erasure,
  }),
  listErasures: endpoint({
    method: 'GET',
    path: '/api/erasures',
    summary: 'Requests for erasure with what became of them, newest first',
    face: 'workbench',
    access: ['personal.erase', 'audit.read'],
    query: z.object({ ...paging, open: z.enum(['true', 'false']).optional() }),
    response: pageOf(erasure),
  }),
  decideErasure: endpoint({
    method: 'POST',
    path: '/api/erasures/:id/decision',
    summary: 'Erase, or refuse to: by another person than whoever asked. What is erased is never read again',
    face: 'workbench',
    access: 'personal.erase',
    params: z.object({ id: number }),
    body: z.object({ decision: z.enum(['erased', 'refused']), note: words }),
    response: erasure,
  }),
};
