import { toRfc3339 } from '#base/time';
import type { Role } from '#contract/roles';
import type { Spine } from '#spine/spine';
import { nameGrants } from './me-view.ts';

/** The password of every invented account, shown by a demonstration alone. */
export const demonstrationPassword = 'open-mirror-2026';

/** The invented accounts with what they hold now. */
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
  return { password: demonstrationPassword, accounts };
}
