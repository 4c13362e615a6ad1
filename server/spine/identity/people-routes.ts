import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { peopleApi } from '#contract/people';
import type { Spine } from '#spine/spine';
import { makeAccount, resetPassword, setAccountState } from './accounts.ts';
import { decideGrant, proposeGrant, revokeGrant } from './grants.ts';
import {
  accountRowOf,
  grantRowOf,
  listAccounts,
  listGrants,
  listIdentityEvents,
  listPosts,
  postRowOf,
} from './people-queries.ts';
import { appointHolder, dismissHolder, endPost, makePost } from './posts.ts';
import { requirePermission } from './require-permission.ts';

/** Most grants and posts of one account that its page shows. */
const most = { page: 1, pageSize: 200 };

function registerAccounts(app: FastifyInstance, spine: Spine): void {
  route(app, peopleApi.listAccounts, async ({ query, request }) => {
    requirePermission(request.principal, 'people.read');
    return listAccounts(spine, query);
  });
  route(app, peopleApi.makeAccount, async ({ body, request }) => {
    const oneTimePassword = await makeAccount(spine, request.principal, body.account);
    return { ...(await accountRowOf(spine, body.account)), oneTimePassword };
  });
  route(app, peopleApi.getAccount, async ({ params: { account }, request }) => {
    requirePermission(request.principal, 'people.read');
    const row = await accountRowOf(spine, account);
    const [grants, posts] = await Promise.all([
      listGrants(spine, { ...most, account }),
      listPosts(spine, { ...most, account }),
    ]);
    return { ...row, grants: grants.rows, posts: posts.rows };
  });
  route(app, peopleApi.setAccountState, async ({ params: { account }, body, request }) => {
    await setAccountState(spine, request.principal, account, body);
    return accountRowOf(spine, account);
  });
  route(app, peopleApi.resetPassword, async ({ params: { account }, body, request }) => ({
    oneTimePassword: await resetPassword(spine, request.principal, account, body.reason),
  }));
}

function registerPosts(app: FastifyInstance, spine: Spine): void {
  route(app, peopleApi.listPosts, async ({ query, request }) => {
    requirePermission(request.principal, 'people.read');
    return listPosts(spine, query);
  });
  route(app, peopleApi.makePost, async ({ body, request }) =>
    postRowOf(spine, await makePost(spine, request.principal, body)),
  );
  route(app, peopleApi.endPost, async ({ params: { id }, body, request }) => {
    await endPost(spine, request.principal, id, body.reason);
    return postRowOf(spine, id);
  });
  route(app, peopleApi.appointHolder, async ({ params: { id }, body, request }) => {
    await appointHolder(spine, request.principal, id, body);
    return postRowOf(spine, id);
  });
  route(app, peopleApi.dismissHolder, async ({ params: { id, account }, request }) => {
    await dismissHolder(spine, request.principal, id, account);
    return postRowOf(spine, id);
  });
}

function registerGrants(app: FastifyInstance, spine: Spine): void {
  route(app, peopleApi.listGrants, async ({ query, request }) => {
    requirePermission(request.principal, 'people.read');
    return listGrants(spine, query);
  });
  route(app, peopleApi.proposeGrant, async ({ body, request }) =>
    grantRowOf(spine, await proposeGrant(spine, request.principal, body)),
  );
  route(app, peopleApi.approveGrant, async ({ params: { id }, request }) => {
    await decideGrant(spine, request.principal, id, { decision: 'approved' });
    return grantRowOf(spine, id);
  });
  route(app, peopleApi.refuseGrant, async ({ params: { id }, body, request }) => {
    await decideGrant(spine, request.principal, id, { decision: 'refused', reason: body.reason });
    return grantRowOf(spine, id);
  });
  route(app, peopleApi.revokeGrant, async ({ params: { id }, body, request }) => {
    await revokeGrant(spine, request.principal, id, body.reason);
    return grantRowOf(spine, id);
  });
}

/** Accounts, posts, grants and their journal, for the three administrators. To be called after `registerSessions`. */
export function registerPeopleRoutes(app: FastifyInstance, spine: Spine): void {
  registerAccounts(app, spine);
  registerPosts(app, spine);
  registerGrants(app, spine);
  route(app, peopleApi.listIdentityEvents, async ({ query, request }) => {
    requirePermission(request.principal, 'audit.read');
    return listIdentityEvents(spine, query);
  });
}
