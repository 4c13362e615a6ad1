import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import type { Bilingual } from '#contract/text';
import type { Principal } from '#spine/identity/principal';
import type { Spine } from '#spine/spine';
import { accountId } from './accounts.ts';
import { recordIdentity } from './identity-events.ts';
import { placeOf } from './places.ts';
import { requirePermission } from './require-permission.ts';

/** Makes a post at an organ; gives its number. Refusals: sign-in-needed, forbidden, organ-unknown, region-unknown. */
export async function makePost(
  spine: Spine,
  asking: Principal | null,
  post: { organ: string; region?: string | undefined; title: Bilingual; from?: string | undefined },
): Promise<number> {
  const { accountId: by } = requirePermission(asking, 'people.manage');
  const now = spine.now();
  const { organId, region } = await placeOf(spine, post);
  return inTransaction(spine.pool, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      'INSERT INTO post (organ_id, region, title, starts_at) VALUES ($1, $2, $3, $4) RETURNING id',
      [organId, region, JSON.stringify(post.title), post.from ?? toRfc3339(now)],
    );
    const { id } = rows[0]!;
    const data = { post: id, organ: post.organ, region, title: post.title };
    await recordIdentity(client, { type: 'post.made', at: now, by, data });
    return id;
  });
}

/** Refusals: not-found, action-not-allowed. */
async function standing(client: ClientBase, id: number): Promise<void> {
  const { rows } = await client.query<{ ends_at: unknown }>(
    'SELECT ends_at FROM post WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!rows[0]) throw new Refusal('not-found', { field: 'id' });
  if (rows[0].ends_at !== null) throw new Refusal('action-not-allowed', { detail: 'The post has ended.' });
}

/** Ends a post and that anybody holds it. Refusals: sign-in-needed, forbidden, not-found, action-not-allowed. */
export async function endPost(
  spine: Spine,
  asking: Principal | null,
  id: number,
  reason: string,
): Promise<void> {
  const { accountId: by } = requirePermission(asking, 'people.manage');
  const now = spine.now();
  await inTransaction(spine.pool, async (client) => {
    await standing(client, id);
    await client.query('UPDATE post SET ends_at = GREATEST(starts_at, $2) WHERE id = $1', [
      id,
      toRfc3339(now),
    ]);
    await client.query(
      `UPDATE post_holder SET ends_at = GREATEST(starts_at, $2)
       WHERE post_id = $1 AND (ends_at IS NULL OR ends_at > $2)`,
      [id, toRfc3339(now)],
    );
    await recordIdentity(client, { type: 'post.ended', at: now, by, data: { post: id, reason } });
  });
}

/** Appoints a holder of a post. Refusals: sign-in-needed, forbidden, not-found, account-unknown, field-invalid, conflict. */
export async function appointHolder(
  spine: Spine,
  asking: Principal | null,
  id: number,
  holder: { account: string; from?: string | undefined; until?: string | undefined },
): Promise<void> {
  const { accountId: by } = requirePermission(asking, 'people.manage');
  const now = spine.now();
  const from = holder.from ?? toRfc3339(now);
  if (holder.until !== undefined && Date.parse(holder.until) <= Date.parse(from))
    throw new Refusal('field-invalid', { field: 'until', expected: 'later than from' });
  await inTransaction(spine.pool, async (client) => {
    await standing(client, id);
    const account = await accountId(client, holder.account);
    await client
      .query('INSERT INTO post_holder (post_id, account_id, starts_at, ends_at) VALUES ($1, $2, $3, $4)', [
        id,
        account,
        from,
        holder.until ?? null,
      ])
      .catch((error: { code?: string }) => {
        // An exclusion constraint: the same person twice at a time.
        if (error.code === '23P01')
          throw new Refusal('conflict', { field: 'account', detail: 'Holds this post already.' });
        throw error;
      });
    const data = { post: id, from, until: holder.until ?? null };
    await recordIdentity(client, { type: 'post.holder-appointed', at: now, account, by, data });
  });
}

/** Ends that an account holds a post. Refusals: sign-in-needed, forbidden, account-unknown, not-found. */
export async function dismissHolder(
  spine: Spine,
  asking: Principal | null,
  id: number,
  name: string,
): Promise<void> {
  const { accountId: by } = requirePermission(asking, 'people.manage');
  const now = spine.now();
  await inTransaction(spine.pool, async (client) => {
    const account = await accountId(client, name);
    const ended = await client.query(
      `UPDATE post_holder SET ends_at = GREATEST(starts_at, $3)
       WHERE post_id = $1 AND account_id = $2 AND (ends_at IS NULL OR ends_at > $3)`,
      [id, account, toRfc3339(now)],
    );
    if (!ended.rowCount) throw new Refusal('not-found', { field: 'account' });
    await recordIdentity(client, { type: 'post.holder-dismissed', at: now, account, by, data: { post: id } });
  });
}
