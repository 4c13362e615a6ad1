import { z } from 'zod';
import { inTransaction } from '#base/db';
import { toRfc3339 } from '#base/time';
import { accountName } from '#contract/identity';
import { administrators, type Role, roleCode, roles } from '#contract/roles';
import { bilingual, regionCode } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';
import type { Principal } from '#spine/identity/principal';
import { subtreeRange } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { insertAccount } from './accounts.ts';
import { makeFirstAdministrators } from './first-administrators.ts';
import { decideGrant, proposeGrant } from './grants.ts';
import { nameGrants } from './me-view.ts';
import { listGrants } from './people-queries.ts';
import { appointHolder, makePost } from './posts.ts';

const planFile = z.object({
  demonstration: z.literal(true),
  notice: bilingual,
  password: z.string(),
  /** Each at the first organ of this kind (and ending of name) within a division. */
  accounts: z.array(
    z.object({
      account: accountName,
      role: roleCode,
      within: regionCode,
      kind: z.string(),
      name: z.string().default(''),
    }),
  ),
});
type PlannedAccount = z.infer<typeof planFile>['accounts'][number];

const plan = readReference(planFile, 'demonstration/accounts.json');

/** The invented accounts with what they hold now, and the password of all of them. */
export async function demonstrationAccounts(spine: Spine) {
  const { rows } = await spine.pool.query<{
    name: string;
    grants: { role: Role; organId: number | null; region: number }[];
  }>(
    `SELECT a.name, json_agg(json_build_object('role', g.role, 'organId', g.organ_id, 'region', g.region) ORDER BY g.id) AS grants
     FROM account a JOIN role_grant g ON g.account_id = a.id
     WHERE a.demonstration AND a.state = 'active' AND g.decision = 'approved' AND g.held @> $1::timestamptz
     GROUP BY a.id ORDER BY a.id`,
    [toRfc3339(spine.now())],
  );
  const accounts = [];
  for (const { name, grants } of rows)
    accounts.push({ account: name, grants: await nameGrants(spine, grants) });
  return { password: plan.password, accounts };
}

/**
 * Makes the invented accounts where they are missing: the three administrators as at a terminal, everybody else by what
 * these two do: one proposes, the other approves. Broken off, it goes on where it stopped.
 */
export async function seedAccounts(spine: Spine): Promise<void> {
  await makeFirstAdministrators(spine, { password: plan.password, demonstration: true });
  const [proposer, approver] = [await administrator(spine, 0), await administrator(spine, 1)];
  // Another administrator than the invented one is in office: a grown installation is left alone.
  if (!proposer || !approver) return;
  for (const planned of plan.accounts) await seedAccount(spine, planned, proposer, approver);
}

async function administrator(spine: Spine, nth: 0 | 1): Promise<Principal | null> {
  const role = administrators[nth];
  const { rows } = await spine.pool.query<{ id: number; name: string; region: number }>(
    `SELECT a.id, a.name, g.region FROM account a JOIN role_grant g ON g.account_id = a.id
     WHERE a.demonstration AND a.state = 'active' AND g.role = $1 AND g.decision = 'approved' AND g.held @> $2::timestamptz
     ORDER BY a.id LIMIT 1`,
    [role, toRfc3339(spine.now())],
  );
  const [row] = rows;
  return row
    ? {
        accountId: row.id,
        actor: row.name,
        grants: [{ role, organId: null, region: row.region }],
        session: { id: 'demonstration', strength: 'two-factor' },
      }
    : null;
}

async function seedAccount(
  spine: Spine,
  planned: PlannedAccount,
  proposer: Principal,
  approver: Principal,
): Promise<void> {
  const { account, role } = planned;
  const organ = await organFor(spine, planned);
  const { rowCount } = await spine.pool.query('SELECT FROM account WHERE name = $1', [account]);
  if (!rowCount)
    await inTransaction(spine.pool, (client) =>
      insertAccount(client, spine, {
        name: account,
        password: plan.password,
        once: false,
        demonstration: true,
        by: proposer.accountId,
      }),
    );
  const { rows } = await listGrants(spine, { page: 1, pageSize: 1, account });
  if (rows[0] && rows[0].state !== 'proposed') return;
  const id =
    rows[0]?.id ?? (await proposeGrant(spine, proposer, { account, role, organ, reason: plan.notice.zh }));
  const post = await makePost(spine, proposer, { organ, title: roles[role] });
  await appointHolder(spine, proposer, post, { account });
  await decideGrant(spine, approver, id, { decision: 'approved' });
}

/** Code of the organ that an account belongs to. @throws Error when the demonstration has none like it. */
async function organFor({ pool }: Spine, { account, within, kind, name }: PlannedAccount): Promise<string> {
  const { from, to } = subtreeRange(within);
  const { rows } = await pool.query<{ code: string }>(
    `SELECT code FROM organ
     WHERE demonstration AND region BETWEEN $1 AND $2 AND content ->> 'kind' = $3 AND content -> 'name' ->> 'zh' LIKE $4
     ORDER BY region, code LIMIT 1`,
    [from, to, kind, `%${name}`],
  );
  if (!rows[0]) throw new Error(`the demonstration has no organ for ${account}`);
  return rows[0].code;
}
