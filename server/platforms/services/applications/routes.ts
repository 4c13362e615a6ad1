import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { toRfc3339 } from '#base/time';
import { applicationsApi } from '#contract/services/applications';
import { accountUploader } from '#spine/attachments/attachment-door';
import { attachmentsOf, claimAttachments } from '#spine/attachments/attachments';
import { readReceipt } from '#spine/cases/receipt';
import { principalOf } from '#spine/identity/permission-guard';
import { applicationView } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { actAsApplicant } from './applicant-actions.ts';
import { getApplication, showApplication } from './application-view.ts';
import { receiptOf, receiptUploader } from './door.ts';
import { draftOwner, getDraft, removeDraft, saveDraft } from './drafts/store.ts';
import { fileApplication, itemToApplyFor } from './file-application.ts';
import { showForm } from './form-view.ts';
import { noticesOfApplication } from './notices/issue-notices.ts';
import { myRow } from './my-row.ts';
import { listOwn, listRatings } from './store.ts';

/** What citizens do: apply, look, answer, rate. Whoever holds a receipt code needs no account. */
export function registerApplicantRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, applicationsApi.getApplicationForm, async ({ params }) => showForm(spine, params.item));
  registerDrafts(app, spine);
  route(app, applicationsApi.fileApplication, async ({ body, request }) => {
    const { accountId } = principalOf(request);
    const draft = body.token ? await getDraft(spine, accountId, body.token) : undefined;
    const { receipt, number } = await fileApplication(spine, {
      item: body.item,
      form: body,
      channel: 'portal',
      actor: 'applicant',
      told: { by: 'account', accountId },
      uploader: accountUploader(accountId),
      draft: draft && draftOwner(draft.id),
    });
    if (draft) await removeDraft(spine, draft.id);
    return { receipt, number };
  });
  route(app, applicationsApi.listMyApplications, async ({ query, request }) => {
    const own = await new People(spine.pool, spine.keys).ofAccount(principalOf(request).accountId);
    const { list, ...paging } = await listOwn(spine.pool, own, query, spine.now());
    return { ...paging, rows: list.map((one) => myRow(one, spine.receiptKey)) };
  });
  registerByReceipt(app, spine);
  route(app, applicationsApi.listRatings, ({ query }) => listRatings(spine, query));
}

function registerDrafts(app: FastifyInstance, spine: Spine): void {
  route(app, applicationsApi.saveDraft, async ({ body, request }) => {
    const { accountId } = principalOf(request);
    itemToApplyFor(spine, body.item);
    const { id, token, savedAt } = await saveDraft(spine, accountId, body);
    const files = Object.values(body.values.materials).flat();
    // Files that lie with a draft are not swept while somebody still fills in the rest.
    await claimAttachments(spine.pool, files, draftOwner(id), {
      by: accountUploader(accountId),
      from: draftOwner(id),
    });
    return { token, savedAt: toRfc3339(savedAt) };
  });
  route(app, applicationsApi.getDraft, async ({ params, request }) => {
    const { accountId } = principalOf(request);
    const { id, item, values, savedAt } = await getDraft(spine, accountId, params.token);
    const files = await attachmentsOf(spine.pool, draftOwner(id));
    return { token: params.token, item, values, files, savedAt: toRfc3339(savedAt) };
  });
}

function registerByReceipt(app: FastifyInstance, spine: Spine): void {
  const view = applicationView(spine);
  const find = (receipt: string) => {
    const key = readReceipt(receipt, spine.receiptKey);
    if (!key)
      throw new Refusal('not-found', {
        field: 'receipt',
        expected: 'the 24 letters and digits on the receipt',
      });
    return getApplication(view, formatKey(key.city, key.id));
  };
  route(app, applicationsApi.getApplication, async ({ params }) =>
    showApplication(spine, null, await find(params.receipt)),
  );
  route(app, applicationsApi.listApplicationDocuments, async ({ params }) =>
    noticesOfApplication(spine, await find(params.receipt)),
  );
  route(app, applicationsApi.actOnApplication, async ({ params, body, request }) => {
    const found = await find(params.receipt);
    await actAsApplicant(spine, found, body, uploaderOf(spine, request));
    return showApplication(spine, null, await find(params.receipt));
  });
}

/** Whose the files are that came with a request: an account's, or those of whoever holds the receipt. */
function uploaderOf(spine: Spine, request: FastifyRequest): string | null {
  if (request.principal) return accountUploader(request.principal.accountId);
  const key = receiptOf(spine, request);
  return key && receiptUploader(key);
}
