import { type Instant, toRfc3339 } from '#base/time';
import type { Me } from '#contract/identity';
import { roles } from '#contract/roles';
import type { Bilingual } from '#contract/text';
import type { HeldGrant } from '#spine/identity/principal';
import type { Spine } from '#spine/spine';
import type { OpenSession } from './find-session.ts';
import { grantsOf, stepOf } from './session-standing.ts';

/** Grants with names for people. */
export async function nameGrants({ pool, registry }: Spine, grants: readonly HeldGrant[]) {
  const { rows } = await pool.query<{ code: number; name: Bilingual }>(
    `SELECT code, json_build_object('zh', name_zh, 'en', name_en) AS name FROM region WHERE code = ANY($1::int8[])`,
    [grants.map(({ region }) => region)],
  );
  const regions = new Map(rows.map(({ code, name }) => [code, name]));
  return grants.map(({ role, organId, region }) => {
    const organ = organId === null ? null : registry.organById(organId);
    return {
      role,
      roleName: roles[role],
      organ: organ && { code: organ.code, name: organ.name },
      region: String(region).padStart(12, '0'),
      regionName: regions.get(region) ?? { zh: String(region), en: String(region) },
    };
  });
}

interface AboutRow {
  totp: boolean;
  passkeys: number;
  codes: number;
  posts: { organ_id: number; title: Bilingual; starts_at: string }[] | null;
}

/** Whoever is signed in, for the pages. */
export async function viewMe(spine: Spine, session: OpenSession, now: Instant): Promise<Me> {
  const { pool, registry, demonstration } = spine;
  const { rows } = await pool.query<AboutRow>(
    `SELECT EXISTS (SELECT FROM totp WHERE account_id = $1 AND confirmed_at IS NOT NULL) AS totp,
       (SELECT count(*)::int FROM passkey WHERE account_id = $1) AS passkeys,
       (SELECT count(*)::int FROM recovery_code WHERE account_id = $1 AND used_at IS NULL) AS codes,
       (SELECT json_agg(json_build_object('organ_id', p.organ_id, 'title', p.title, 'starts_at', h.starts_at) ORDER BY h.starts_at)
        FROM post_holder h JOIN post p ON p.id = h.post_id
        WHERE h.account_id = $1 AND tstzrange(h.starts_at, h.ends_at) @> $2::timestamptz) AS posts`,
    [session.accountId, toRfc3339(now)],
  );
  const about = rows[0]!;
  const known = session.factors > 0;
  return {
    account: session.account,
    kind: session.kind,
    step: stepOf(session, demonstration),
    strength: session.factors === 2 ? 'two-factor' : 'one-factor',
    grants: await nameGrants(spine, grantsOf(session, demonstration)),
    posts: ((known && about.posts) || []).map((post) => {
      const { code, name } = registry.organById(post.organ_id);
      return { organ: { code, name }, title: post.title, from: toRfc3339(Date.parse(post.starts_at)) };
    }),
    secondFactors: { totp: about.totp, passkeys: about.passkeys, recoveryCodesLeft: about.codes },
    endsAt: toRfc3339(session.endsAt),
    idleAt: toRfc3339(session.idleAt),
  };
}
