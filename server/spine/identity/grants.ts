import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import { administrators, type Role } from '#contract/roles';
import type { Principal } from '#spine/identity/principal';
import type { Spine } from '#spine/spine';
import { accountId } from './accounts.ts';
import { recordIdentity } from './identity-events.ts';
import { placeOf, rootRegion } from './places.ts';
import { requirePermission } from './require-permission.ts';

export interface Proposal {
  account: string;
  role: Role;
  organ?: string | undefined;
  region?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  reason: string;
}

const isAdministrator = (role: Role): boolean => (administrators as readonly Role[]).includes(role);

/** What the constraints of `role_grant` refuse, in the words of the interface. */
const refusedBy: Record<string, () => Refusal> = {
  role_grant_administrators_apart: () => new Refusal('roles-exclusive', { field: 'role' }),
  role_grant_once: () => new Refusal('conflict', { detail: 'The account holds this role there already.' }),
  role_grant_not_for_oneself: () => new Refusal('own-rights'),
};

async function inWords<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: { constraint?: string; code?: string }) => {
    const known = error.constraint && refusedBy[error.constraint];
    if (known) throw known();
    // From the trigger: a right that ended between the question and the act.
    if (error.code === '42501') throw new Refusal('forbidden');
    throw error;
  });
}

async function placeOfGrant(spine: Spine, { role, organ, region }: Proposal) {
  if (!isAdministrator(role)) {
    if (!organ)
      throw new Refusal('organ-unknown', { field: 'organ', expected: 'the organ that the role is held at' });
    return placeOf(spine, { organ, region });
  }
  if (organ || region)
    throw new Refusal('field-invalid', {
      field: organ ? 'organ' : 'region',
      expected: 'nothing: administrators belong to no organ',
    });
  return { organId: null, region: await rootRegion(spine) };
}

/** From and until of a grant or a post: never in the past, never empty. Refusal: field-invalid. */
function periodOf(now: Instant, given: { from?: string | undefined; until?: string | undefined }) {
  const from = given.from === undefined ? now : Date.parse(given.from);
  // Nobody is given a right for a time that has passed.
  if (from < now) throw new Refusal('field-invalid', { field: 'from', expected: 'the present or later' });
  const until = given.until === undefined ? null : Date.parse(given.until);
  if (until !== null && until <= from)
    throw new Refusal('field-invalid', { field: 'until', expected: 'later than from' });
  return { from: toRfc3339(from), until: until === null ? null : toRfc3339(until) };
}

/**
 * Proposes a grant: a system administrator does, for somebody else. It is worth nothing until it is approved. Gives its number.
 * Refusals: sign-in-needed, forbidden, own-rights, account-unknown, organ-unknown, region-unknown, field-invalid,
 * roles-exclusive, conflict.
 */
export async function proposeGrant(
  spine: Spine,
  asking: Principal | null,
  proposal: Proposal,
): Promise<number> {
  const { accountId: by } = requirePermission(asking, 'grants.propose');
  const now = spine.now();
  const { role, reason } = proposal;
  const place = await placeOfGrant(spine, proposal);
  const { from, until } = periodOf(now, proposal);
  return inTransaction(spine.pool, async (client) => {
    const id = await accountId(client, proposal.account);
    if (id === by) throw new Refusal('own-rights');
    const { rows } = await inWords(
      client.query<{ id: number }>(
        `INSERT INTO role_grant (account_id, role, organ_id, region, starts_at, ends_at, origin, reason, proposed_by, proposed_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'two-persons', $7, $8, $9) RETURNING id`,
        [id, role, place.organId, place.region, from, until, reason, by, toRfc3339(now)],
      ),
    );
    const grant = rows[0]!.id;
    await recordIdentity(client, {
      type: 'grant.proposed',
      at: now,
      account: id,
      by,
      data: { grant, role, organ: proposal.organ ?? null, region: place.region, from, until, reason },
    });
    return grant;
  });
}

interface GrantState {
  account_id: number;
  proposed_by: number | null;
  decision: string | null;
  revoked_at: Instant | null;
}

/** Two who decide at once come one after the other. Refusal: not-found. */
async function locked(client: ClientBase, id: number): Promise<GrantState> {
  const { rows } = await client.query<GrantState>(
    'SELECT account_id, proposed_by, decision, revoked_at FROM role_grant WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!rows[0]) throw new Refusal('not-found', { field: 'id' });
  return rows[0];
}

/**
 * Approves or refuses a proposal: a security administrator does, who has neither proposed it nor gets it.
 * Refusals: sign-in-needed, forbidden, not-found, own-rights, action-not-allowed.
 */
export async function decideGrant(
  spine: Spine,
  asking: Principal | null,
  id: number,
  decided: { decision: 'approved' } | { decision: 'refused'; reason: string },
): Promise<void> {
  const { accountId: by } = requirePermission(asking, 'grants.approve');
  const now = spine.now();
  const { decision } = decided;
  await inTransaction(spine.pool, async (client) => {
    const grant = await locked(client, id);
    if (grant.account_id === by || grant.proposed_by === by) throw new Refusal('own-rights');
    if (grant.decision !== null || grant.revoked_at !== null)
      throw new Refusal('action-not-allowed', { detail: 'It is decided already.' });
    await inWords(
      client.query('UPDATE role_grant SET decision = $2, decided_by = $3, decided_at = $4 WHERE id = $1', [
        id,
        decision,
        by,
        toRfc3339(now),
      ]),
    );
    await recordIdentity(client, {
      type: decision === 'approved' ? 'grant.approved' : 'grant.refused',
      at: now,
      account: grant.account_id,
      by,
      data: { grant: id, ...('reason' in decided && { reason: decided.reason }) },
    });
  });
}

/**
 * Revokes a grant at once: what was allowed by it ends with the next request. A system or a security administrator does; one
 * person is enough to take a right away. Refusals: sign-in-needed, forbidden, own-rights, not-found, action-not-allowed.
 */
export async function revokeGrant(
  spine: Spine,
  asking: Principal | null,
  id: number,
  reason: string,
): Promise<void> {
  const { accountId: by } = requirePermission(asking, 'grants.propose', 'grants.approve');
  const now = spine.now();
  await inTransaction(spine.pool, async (client) => {
    const grant = await locked(client, id);
    if (grant.account_id === by) throw new Refusal('own-rights');
    if (grant.decision === 'refused' || grant.revoked_at !== null)
      throw new Refusal('action-not-allowed', { detail: 'There is nothing left to revoke.' });
    await inWords(
      client.query('UPDATE role_grant SET revoked_by = $2, revoked_at = $3 WHERE id = $1', [
        id,
        by,
        toRfc3339(now),
      ]),
    );
    const data = { grant: id, reason };
    await recordIdentity(client, { type: 'grant.revoked', at: now, account: grant.account_id, by, data });
  });
}
