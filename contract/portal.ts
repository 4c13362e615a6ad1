import { z } from 'zod';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { bilingual } from '#contract/text';

/** A case of one's own, as a list shows it; the rest stands behind its receipt code. */
const ownCase = z.object({
  receipt: z.string(),
  itemName: bilingual,
  organName: bilingual,
  status: z.string(),
  statusName: bilingual,
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
  late: z.boolean(),
  demonstration: z.boolean(),
});
export type OwnCase = z.infer<typeof ownCase>;

export const portalApi = {
  getProgress: endpoint({
    method: 'GET',
    path: '/api/progress/:receipt',
    summary: 'How far a case is, by the code on its receipt; no names of persons',
    face: 'public',
    access: 'everybody',
    params: z.object({ receipt: z.string().max(60) }),
    response: z.object({
      receipt: z.string(),
      itemName: bilingual,
      organName: bilingual,
      status: z.string(),
      statusName: bilingual,
      openedAt: z.iso.datetime(),
      closedAt: z.iso.datetime().nullable(),
      dueAt: z.iso.datetime().nullable(),
      late: z.boolean(),
      /** Why the due time is what it is, in plain words. */
      explanation: z.array(bilingual),
      steps: z.array(
        z.object({
          code: z.string(),
          name: bilingual,
          state: z.enum(['done', 'current', 'waiting']),
          at: z.iso.datetime().nullable(),
        }),
      ),
      supervisionPhone: z.string().nullable(),
      demonstration: z.boolean(),
    }),
  }),
  listMyCases: endpoint({
    method: 'GET',
    path: '/api/my/cases',
    summary: 'Cases that whoever asks is the applicant of, newest first',
    face: 'public',
    access: 'signed-in',
    query: z.object(paging),
    response: pageOf(ownCase).extend({
      /** Whether any record is known to be theirs; without one there is nothing to list. */
      known: z.boolean(),
    }),
  }),
  claimMyRecord: endpoint({
    method: 'POST',
    path: '/api/my/record',
    summary: 'Find one’s own record by identity number, where it has the phone or e-mail of the account',
    face: 'public',
    access: 'signed-in',
    body: z.object({ idNumber: z.string().trim().min(1).max(40) }),
    response: z.object({ done: z.literal(true) }),
  }),
};
