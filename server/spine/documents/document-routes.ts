import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { inGroups } from '#base/spoken-code';
import { toRfc3339, toRfc3339OrNull } from '#base/time';
import { type DocumentCheck, documentsApi } from '#contract/documents';
import { getStoredCase } from '#spine/cases/case-view';
import { viewOf } from '#spine/identity/view';
import type { Spine } from '#spine/spine';
import { findDocumentsOf, type StoredDocument } from './document-store.ts';
import { documentPdf, getDocument } from './documents.ts';

/** What a document is, for whoever holds it; its print; and the documents of a case. */
export function registerDocumentRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, documentsApi.checkDocument, async ({ params }) =>
    toCheck(await getDocument(spine, params.code)),
  );
  route(app, documentsApi.listCaseDocuments, async ({ params, request }) => {
    // What is outside of the reach does not exist.
    await getStoredCase(viewOf(spine, request), params.id);
    return (await findDocumentsOf(spine.pool, spine.keys, params.id)).map(toCheck);
  });
  const options = { schema: { hide: true }, config: { access: 'everybody' } } as const;
  app.get<{ Params: { file: string } }>('/api/documents/:file', options, async (request, reply) => {
    const code = /^(.{1,60})\.pdf$/i.exec(request.params.file)?.[1];
    if (code === undefined) throw new Refusal('not-found');
    const document = await getDocument(spine, code);
    const pdf = await documentPdf(spine, document);
    return reply
      .headers({
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${inGroups(document.code)}.pdf"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      })
      .send(pdf);
  });
}

function toCheck({ code, content, issuedAt, ...kept }: StoredDocument): DocumentCheck {
  return {
    code: inGroups(code),
    kindName: content.kindName,
    title: content.title,
    number: content.number,
    organ: content.organ,
    date: content.date,
    issuedAt: toRfc3339(issuedAt),
    state: kept.revokedAt === null ? 'valid' : 'revoked',
    revokedAt: toRfc3339OrNull(kept.revokedAt),
    revokedBecause: kept.revokedBecause,
    fingerprints: kept.fingerprints,
    demonstration: content.demonstration,
  };
}
