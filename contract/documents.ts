import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { bilingual, civilDate } from '#contract/text';

/** What anybody who holds a document may know of it: what it is, whose, and whether it still holds. */
export const documentCheck = z.object({
  code: z.string(),
  kindName: bilingual,
  title: z.string(),
  number: z.string(),
  /** The issuing organ as the document names it. */
  organ: z.string(),
  /** The date that stands on it. */
  date: civilDate,
  issuedAt: z.iso.datetime(),
  state: z.enum(['valid', 'revoked']),
  revokedAt: z.iso.datetime().nullable(),
  revokedBecause: z.string().nullable(),
  /** SHA-256 of the PDF in hexadecimal; more than one where a newer version of this system printed it again. */
  fingerprints: z.array(z.string()).min(1),
  demonstration: z.boolean(),
});
export type DocumentCheck = z.infer<typeof documentCheck>;

/** Where the PDF of a document is. */
export const documentAddress = (code: string): string => `/api/documents/${code}.pdf`;

export const documentsApi = {
  checkDocument: endpoint({
    method: 'GET',
    path: '/api/verify/:code',
    summary: 'What a document is, who issued it, when, and whether it still holds, by the code printed on it',
    face: 'public',
    access: 'everybody',
    params: z.object({ code: z.string().max(60) }),
    response: documentCheck,
  }),
  listCaseDocuments: endpoint({
    method: 'GET',
    path: '/api/cases/:id/documents',
    summary: 'Documents that were issued on a case, oldest first',
    face: 'workbench',
    access: 'cases.read',
    params: z.object({ id: z.string() }),
    response: z.array(documentCheck),
  }),
};
