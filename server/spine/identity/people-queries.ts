import type { QueryResultRow } from 'pg';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { GrantRow } from '#contract/people';
import { type Role, roles } from '#contract/roles';
import type { Bilingual } from '#contract/text';
import { beginningWith, Conditions } from '#spine/conditions';
import type { Spine } from '#spine/spine';

interface Page {
  page: number;
  pageSize: number;
}

/** One page of a query, with the count of all its rows. */
async function pageFrom<Row extends QueryResultRow, Out>(
  { pool }: Spine,
  { page, pageSize }: Page,
  query: { select: string; from: string; where: Conditions; order: string },
  toRow: (row: Row) => Out,
) {
  const { select, from, where, order } = query;
  const { rows } = await pool.query<Row>(
    `SELECT ${select} FROM ${from} ${where.where} ORDER BY ${order} LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    where.values,
  );
  const counted = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${from} ${where.where}`,
    where.values,
  );
  return { rows: rows.map(toRow), total: counted.rows[0]!.n, page, pageSize };
}

interface AccountQuery extends Page {
  search?: string | undefined;
  account?: string | undefined;
  kind?: string | undefined;
  state?: string | undefined;
}

interface AccountRow {
  name: string;
  kind: 'official' | 'citizen';
  state: 'active' | 'locked' | 'disabled';
  second: boolean;
  made_at: Instant;
  seen_at: Instant | null;
  demonstration: boolean;
}

/** Accounts by name. */
export function listAccounts(spine: Spine, query: AccountQuery) {
  const where = new Conditions();
  const search = query.search?.trim().toLowerCase();
  if (search) where.add((p) => `a.name LIKE ${p(beginningWith(search))}`);
  if (query.account) where.add((p) => `a.name = ${p(query.account)}`);
  if (query.kind) where.add((p) => `a.kind = ${p(query.kind)}`);
  if (query.state) where.add((p) => `a.state = ${p(query.state)}`);
  const select = `a.*, has_second_factor(a.id) AS second,
    (SELECT max(seen_at) FROM session s WHERE s.account_id = a.id) AS seen_at`;
  return pageFrom(spine, query, { select, from: 'account a', where, order: 'a.name' }, (row: AccountRow) => ({
    account: row.name,
    kind: row.kind,
    state: row.state,
    twoFactors: row.second,
    madeAt: toRfc3339(row.made_at),
    seenAt: toRfc3339OrNull(row.seen_at),
    demonstration: row.demonstration,
  }));
}

/** Refusal: not-found. */
export async function accountRowOf(spine: Spine, account: string) {
  const { rows } = await listAccounts(spine, { page: 1, pageSize: 1, account });
  if (!rows[0]) throw new Refusal('not-found', { field: 'account' });
  return rows[0];
}

interface GrantQuery extends Page {
  id?: number | undefined;
  account?: string | undefined;
  role?: string | undefined;
  state?: GrantRow['state'] | undefined;
}

interface StoredGrant {
  id: number;
  account: string;
  role: Role;
  organ_id: number | null;
  region: number;
  region_name: Bilingual | null;
  starts_at: Instant;
  ends_at: Instant | null;
  state: GrantRow['state'];
  origin: GrantRow['origin'];
  reason: string;
  proposer: string | null;
  proposed_at: Instant;
  decider: string | null;
  decided_at: Instant | null;
  revoker: string | null;
  revoked_at: Instant | null;
}

/** The state of a grant at the present `at`. */
const stateSql = (at: string) => `CASE
  WHEN g.decision = 'refused' THEN 'refused' WHEN g.revoked_at IS NOT NULL THEN 'revoked'
  WHEN g.decision IS NULL THEN 'proposed' WHEN g.starts_at > ${at}::timestamptz THEN 'coming'
  WHEN g.ends_at <= ${at}::timestamptz THEN 'ended' ELSE 'in-force' END`;

/** Grants, newest first. */
export function listGrants(spine: Spine, query: GrantQuery) {
  const where = new Conditions();
  // Our own clock's text, no caller's.
  const state = stateSql(`'${toRfc3339(spine.now())}'`);
  if (query.id !== undefined) where.add((p) => `g.id = ${p(query.id)}`);
  if (query.account) where.add((p) => `a.name = ${p(query.account)}`);
  if (query.role) where.add((p) => `g.role = ${p(query.role)}`);
  if (query.state) where.add((p) => `${state} = ${p(query.state)}`);
  const by = (column: string) => `(SELECT name FROM account b WHERE b.id = g.${column})`;
  const select = `g.*, a.name AS account, ${state} AS state,
    ${by('proposed_by')} AS proposer, ${by('decided_by')} AS decider, ${by('revoked_by')} AS revoker,
    (SELECT json_build_object('zh', name_zh, 'en', name_en) FROM region r WHERE r.code = g.region) AS region_name`;
  const from = 'role_grant g JOIN account a ON a.id = g.account_id';
  return pageFrom(spine, query, { select, from, where, order: 'g.id DESC' }, (row: StoredGrant) =>
    grantOf(spine, row),
  );
}

function grantOf({ registry }: Spine, row: StoredGrant): GrantRow {
  const organ = row.organ_id === null ? null : registry.organById(row.organ_id);
  const region = String(row.region).padStart(12, '0');
  return {
    id: row.id,
    account: row.account,
    role: row.role,
    roleName: roles[row.role],
    organ: organ && { code: organ.code, name: organ.name },
    region,
    regionName: row.region_name ?? { zh: region, en: region },
    from: toRfc3339(row.starts_at),
    until: toRfc3339OrNull(row.ends_at),
    state: row.state,
    origin: row.origin,
    reason: row.reason,
    proposedBy: row.proposer,
    proposedAt: toRfc3339(row.proposed_at),
    decidedBy: row.decider,
    decidedAt: toRfc3339OrNull(row.decided_at),
    revokedBy: row.revoker,
    revokedAt: toRfc3339OrNull(row.revoked_at),
  };
}

/** Refusal: not-found. */
export async function grantRowOf(spine: Spine, id: number): Promise<GrantRow> {
  const { rows } = await listGrants(spine, { page: 1, pageSize: 1, id });
  if (!rows[0]) throw new Refusal('not-found', { field: 'id' });
  return rows[0];
}

interface PostQuery extends Page {
  id?: number | undefined;
  organ?: string | undefined;
  account?: string | undefined;
}

interface PostRow {
  id: number;
  organ_id: number;
  region: number;
  title: Bilingual;
  starts_at: Instant;
  ends_at: Instant | null;
  holders: { account: string; from: string; until: string | null }[] | null;
}

/** Posts with who held them when, newest first. */
export function listPosts(spine: Spine, query: PostQuery) {
  const where = new Conditions();
  if (query.id !== undefined) where.add((p) => `p.id = ${p(query.id)}`);
  if (query.organ) where.add((p) => `o.code = ${p(query.organ)}`);
  if (query.account)
    where.add(
      (p) => `EXISTS (SELECT FROM post_holder h JOIN account a ON a.id = h.account_id
        WHERE h.post_id = p.id AND a.name = ${p(query.account)})`,
    );
  const select = `p.*, (
    SELECT json_agg(json_build_object('account', a.name, 'from', h.starts_at, 'until', h.ends_at) ORDER BY h.starts_at, h.id)
    FROM post_holder h JOIN account a ON a.id = h.account_id WHERE h.post_id = p.id) AS holders`;
  const from = 'post p JOIN organ o ON o.id = p.organ_id';
  return pageFrom(spine, query, { select, from, where, order: 'p.id DESC' }, (row: PostRow) => {
    const { code, name } = spine.registry.organById(row.organ_id);
    return {
      id: row.id,
      organ: { code, name },
      region: String(row.region).padStart(12, '0'),
      title: row.title,
      from: toRfc3339(row.starts_at),
      until: toRfc3339OrNull(row.ends_at),
      holders: (row.holders ?? []).map((one) => ({
        account: one.account,
        from: toRfc3339(Date.parse(one.from)),
        until: one.until && toRfc3339(Date.parse(one.until)),
      })),
    };
  });
}

/** Refusal: not-found. */
export async function postRowOf(spine: Spine, id: number) {
  const { rows } = await listPosts(spine, { page: 1, pageSize: 1, id });
  if (!rows[0]) throw new Refusal('not-found', { field: 'id' });
  return rows[0];
}

interface EventRow {
  id: number;
  type: string;
  at: Instant;
  account: string | null;
  by: string | null;
  data: Record<string, unknown>;
}

/** The journal of people, newest first. */
export function listIdentityEvents(
  spine: Spine,
  query: Page & { account?: string | undefined; type?: string | undefined },
) {
  const where = new Conditions();
  if (query.account) where.add((p) => `a.name = ${p(query.account)}`);
  if (query.type) where.add((p) => `e.type = ${p(query.type)}`);
  const select = 'e.id, e.type, e.at, e.data, a.name AS account, b.name AS by';
  const from = `identity_event e LEFT JOIN account a ON a.id = e.account_id LEFT JOIN account b ON b.id = e.by_account_id`;
  return pageFrom(spine, query, { select, from, where, order: 'e.id DESC' }, (row: EventRow) => ({
    id: row.id,
    type: row.type,
    at: toRfc3339(row.at),
    account: row.account,
    by: row.by,
    data: row.data,
  }));
}
