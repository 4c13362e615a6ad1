import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { acceptForms } from '#base/multipart';
import { attachmentsApi } from '#contract/attachments';
import { getStoredCase } from '#spine/cases/case-view';
import { reachOf } from '#spine/identity/permission';
import { viewOf } from '#spine/identity/view';
import type { Spine } from '#spine/spine';
import { type AttachmentDoor, findUploader, getUploader, oneDoor } from './attachment-door.ts';
import { readFileRules } from './attachment-rules.ts';
import { findAttachments, type StoredAttachment } from './attachment-store.ts';
import { attachmentsOf, attachmentStream } from './attachments.ts';
import { asDownload } from './file-name.ts';
import { receiveUpload } from './receive-upload.ts';
import { removeOwn } from './sweep.ts';

/**
 * Uploads and downloads.
 * @param doors of platforms whose people need not sign in
 */
export async function registerAttachmentRoutes(
  app: FastifyInstance,
  spine: Spine,
  doors: readonly AttachmentDoor[] = [],
): Promise<void> {
  await acceptForms(app);
  const rules = readFileRules();
  route(app, attachmentsApi.getAttachmentRules, async () => ({
    maxBytes: rules.maxBytes,
    maxUnattached: rules.maxUnattached,
    types: rules.types.flatMap(({ extension, also, type, name }) =>
      [extension, ...also].map((ending) => ({ extension: ending, type, name })),
    ),
  }));
  route(app, attachmentsApi.uploadAttachment, async ({ request }) =>
    receiveUpload(spine, request, await getUploader(request, doors), rules),
  );
  route(app, attachmentsApi.removeAttachment, async ({ params, request }) => {
    const uploader = await getUploader(request, doors);
    if (!(await removeOwn(spine, params.id, uploader))) throw new Refusal('not-found', { field: 'id' });
    return { removed: true };
  });
  route(app, attachmentsApi.listCaseAttachments, async ({ params, request }) => {
    // What is outside of the reach does not exist.
    await getStoredCase(viewOf(spine, request), params.id);
    return attachmentsOf(spine.pool, { case: params.id });
  });
  serveContents(app, spine, doors);
}

/** The one way to the content: always saved, never shown by the browser as if it were a page of ours. */
function serveContents(app: FastifyInstance, spine: Spine, doors: readonly AttachmentDoor[]): void {
  const options = { schema: { hide: true }, config: { access: 'everybody' } } as const;
  app.get<{ Params: { id: string } }>('/api/attachments/:id', options, async (request, reply) => {
    const [stored] = await findAttachments(spine.pool, [request.params.id]);
    // The same answer for what does not exist and for what is not theirs.
    if (!stored || !(await mayRead(spine, request, stored, doors)))
      throw new Refusal('not-found', { field: 'id' });
    const { row, content } = await attachmentStream(spine, stored.id);
    return reply
      .headers({
        'content-type': row.type,
        'content-length': row.bytes,
        'content-disposition': asDownload(row.name),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-store',
      })
      .send(content);
  });
}

async function mayRead(
  spine: Spine,
  request: FastifyRequest,
  { id, owner, uploadedBy }: StoredAttachment,
  doors: readonly AttachmentDoor[],
): Promise<boolean> {
  // Until it is attached, it is only its uploader's.
  if (!owner) return (await findUploader(request, doors)) === uploadedBy;
  if ('case' in owner && (await seesCase(spine, request, owner.case))) return true;
  return oneDoor(doors).mayRead(request, owner, id);
}

async function seesCase(spine: Spine, request: FastifyRequest, key: string): Promise<boolean> {
  if (!request.principal) return false;
  const reach = reachOf(request.principal, 'cases.read');
  if (!reach.everything && reach.regions.length === 0 && reach.organs.length === 0) return false;
  return getStoredCase(viewOf(spine, request), key).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refusal && error.code === 'not-found') return false;
      throw error;
    },
  );
}
