import { z } from 'zod';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { accountName } from '#contract/identity';
import { roleCode } from '#contract/roles';
import { bilingual, code, regionCode, rfc3339 } from '#contract/text';

const organName = z.object({ code: z.string(), name: bilingual });
const id = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
const reason = z.string().trim().min(1).max(500);

/** active: may sign in. locked: closed by an administrator for now. disabled: for good; nobody is ever deleted. */
export const accountState = z.enum(['active', 'locked', 'disabled']);

export const accountRow = z.object({
  account: z.string(),
  kind: z.enum(['official', 'citizen']),
  state: accountState,
  twoFactors: z.boolean(),
  madeAt: z.iso.datetime(),
  seenAt: z.iso.datetime().nullable(),
  demonstration: z.boolean(),
});

/** proposed: waits for the second person. in-force and ended go by the present; refused and revoked are for good. */
export const grantState = z.enum(['proposed', 'refused', 'coming', 'in-force', 'ended', 'revoked']);

export const grantRow = z.object({
  id: z.number().int(),
  account: z.string(),
  role: roleCode,
  roleName: bilingual,
  organ: organName.nullable(),
  region: regionCode,
  regionName: bilingual,
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  state: grantState,
  /** `first`: made at the terminal of an empty installation. */
  origin: z.enum(['two-persons', 'first']),
  reason: z.string(),
  proposedBy: z.string().nullable(),
  proposedAt: z.iso.datetime(),
  /** Who approved or refused it. */
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  revokedBy: z.string().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type GrantRow = z.infer<typeof grantRow>;

export const postRow = z.object({
  id: z.number().int(),
  organ: organName,
  region: regionCode,
  title: bilingual,
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  holders: z.array(
    z.object({ account: z.string(), from: z.iso.datetime(), until: z.iso.datetime().nullable() }),
  ),
});

export const identityEventRow = z.object({
  id: z.number().int(),
  type: z.string(),
  at: z.iso.datetime(),
  /** Whom it is about. */
  account: z.string().nullable(),
  /** Who did it; null for the system and the terminal. */
  by: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});

const accountParams = z.object({ account: accountName });

export const peopleApi = {
  listAccounts: endpoint({
    method: 'GET',
    path: '/api/accounts',
    summary: 'Accounts of officials and citizens (people.read)',
    face: 'workbench',
    access: 'people.read',
    query: z.object({
      ...paging,
      search: z.string().max(60).optional(),
      kind: z.enum(['official', 'citizen']).optional(),
      state: accountState.optional(),
    }),
    response: pageOf(accountRow),
  }),
  makeAccount: endpoint({
    method: 'POST',
    path: '/api/accounts',
    summary: "Make an official's account; its one-time password is shown once (people.manage)",
    face: 'workbench',
    access: 'people.manage',
    body: z.strictObject({ account: accountName }),
    response: accountRow.extend({ oneTimePassword: z.string() }),
  }),
  getAccount: endpoint({
    method: 'GET',
    path: '/api/accounts/:account',
    summary: 'An account with its grants and posts in time (people.read)',
    face: 'workbench',
    access: 'people.read',
    params: accountParams,
    response: accountRow.extend({ grants: z.array(grantRow), posts: z.array(postRow) }),
  }),
  setAccountState: endpoint({
    method: 'PUT',
    path: '/api/accounts/:account/state',
    summary: 'Lock, unlock or disable an account; ends its sessions at once (people.manage)',
    face: 'workbench',
    access: 'people.manage',
    params: accountParams,
    body: z.strictObject({ state: accountState, reason }),
    response: accountRow,
  }),
  resetPassword: endpoint({
    method: 'POST',
    path: '/api/accounts/:account/password',
    summary: 'A new one-time password, shown once; never for an administrator (people.manage)',
    face: 'workbench',
    access: 'people.manage',
    params: accountParams,
    body: z.strictObject({ reason }),
    response: z.object({ oneTimePassword: z.string() }),
  }),
  listPosts: endpoint({
    method: 'GET',
    path: '/api/posts',
    summary: 'Posts of organs and who held them when (people.read)',
    face: 'workbench',
    access: 'people.read',
    query: z.object({ ...paging, organ: code.optional(), account: accountName.optional() }),
    response: pageOf(postRow),
  }),
  makePost: endpoint({
    method: 'POST',
    path: '/api/posts',
    summary: 'Make a post at an organ (people.manage)',
    face: 'workbench',
    access: 'people.manage',
    body: z.strictObject({
      organ: code,
      /** The organ's own when absent; never outside of it. */
      region: regionCode.optional(),
      title: bilingual,
      from: rfc3339.optional(),
    }),
    response: postRow,
  }),
  endPost: endpoint({
    method: 'POST',
    path: '/api/posts/:id/end',
    summary: 'End a post and whoever holds it (people.manage)',
    face: 'workbench',
    access: 'people.manage',
    params: id,
    body: z.strictObject({ reason }),
    response: postRow,
  }),
  appointHolder: endpoint({
    method: 'POST',
    path: '/api/posts/:id/holders',
    summary: 'Appoint a holder of a post (people.manage)',
    face: 'workbench',
    access: 'people.manage',
    params: id,
    body: z.strictObject({ account: accountName, from: rfc3339.optional(), until: rfc3339.optional() }),
    response: postRow,
  }),
  dismissHolder: endpoint({
    method: 'DELETE',
    path: '/api/posts/:id/holders/:account',
    summary: 'End that an account holds a post (people.manage)',
    face: 'workbench',
    access: 'people.manage',
    params: id.extend({ account: accountName }),
    response: postRow,
  }),
  listGrants: endpoint({
    method: 'GET',
    path: '/api/grants',
    summary: 'Grants of roles, newest first (people.read)',
    face: 'workbench',
    access: 'people.read',
    query: z.object({
      ...paging,
      account: accountName.optional(),
      role: roleCode.optional(),
      state: grantState.optional(),
    }),
    response: pageOf(grantRow),
  }),
  proposeGrant: endpoint({
    method: 'POST',
    path: '/api/grants',
    summary: 'Propose a grant (grants.propose). 403 own-rights, 409 roles-exclusive',
    face: 'workbench',
    access: 'grants.propose',
    body: z.strictObject({
      account: accountName,
      role: roleCode.exclude(['citizen']),
      /** Absent for the three administrators, who belong to no organ; needed for all others. */
      organ: code.optional(),
      /** The organ's own when absent; never outside of it. */
      region: regionCode.optional(),
      from: rfc3339.optional(),
      until: rfc3339.optional(),
      reason,
    }),
    response: grantRow,
  }),
  approveGrant: endpoint({
    method: 'POST',
    path: '/api/grants/:id/approve',
    summary: 'Approve a grant that somebody else has proposed (grants.approve). 403 own-rights',
    face: 'workbench',
    access: 'grants.approve',
    params: id,
    body: z.strictObject({}).nullish(),
    response: grantRow,
  }),
  refuseGrant: endpoint({
    method: 'POST',
    path: '/api/grants/:id/refuse',
    summary: 'Refuse a proposed grant (grants.approve)',
    face: 'workbench',
    access: 'grants.approve',
    params: id,
    body: z.strictObject({ reason }),
    response: grantRow,
  }),
  revokeGrant: endpoint({
    method: 'POST',
    path: '/api/grants/:id/revoke',
    summary: 'Revoke a grant at once (grants.propose or grants.approve)',
    face: 'workbench',
    access: ['grants.propose', 'grants.approve'],
    params: id,
    body: z.strictObject({ reason }),
    response: grantRow,
  }),
  listIdentityEvents: endpoint({
    method: 'GET',
    path: '/api/identity-events',
    summary: 'The journal of accounts, sessions and grants, newest first (audit.read)',
    face: 'workbench',
    access: 'audit.read',
    query: z.object({ ...paging, account: accountName.optional(), type: z.string().max(60).optional() }),
    response: pageOf(identityEventRow),
  }),
};
