import { randomBytes } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { pinyin } from 'pinyin-pro';
import { hashToken } from '#spine/intake/tokens';
import { Refusal } from '#base/errors';
import { type CalendarData, calendarData } from '#contract/calendar';
import {
  item as itemSchema,
  type ItemInput,
  organ as organSchema,
  type OrganInput,
} from '#contract/catalogue';
import type { CardPolicy } from '#contract/clock';
import type { RuleParametersData } from '#contract/rule-parameters';
import type { Source } from '#contract/sources';

type Queryable = Pool | ClientBase;

/** Letters for a search by pinyin: full syllables and initials, as people type either. */
export function pinyinOf(name: string): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array' });
  return `${syllables.join('')} ${syllables.map((one) => one[0] ?? '').join('')}`.toLowerCase();
}

/** Registers organs or changes them, set-based. Refusal: field-invalid, region-unknown. */
export async function saveOrgans(db: Queryable, organs: OrganInput[], demonstration: boolean): Promise<void> {
  const parsed = organs.map((one) => organSchema.parse(one));
  const { rows } = await db.query<{ region: number }>(
    `SELECT DISTINCT u.region FROM unnest($1::int8[]) AS u (region) WHERE NOT EXISTS (SELECT 1 FROM region WHERE code = u.region)`,
    [parsed.map((one) => one.region)],
  );
  if (rows.length > 0)
    throw new Refusal('region-unknown', {
      field: 'region',
      expected: `a division code, not ${rows[0]!.region}`,
    });
  await db.query(
    `INSERT INTO organ (code, region, content, demonstration)
     SELECT o ->> 'code', (o ->> 'region')::int8, o, $2 FROM jsonb_array_elements($1::jsonb) AS o
     ON CONFLICT (code) DO UPDATE SET region = excluded.region, content = excluded.content, saved_at = now()`,
    [JSON.stringify(parsed), demonstration],
  );
}

/**
 * Saves items, each as a new version unless the newest one says the same. Returns how many versions were added.
 * The caller has checked the organs. Refusal: organ-unknown.
 */
export async function saveItems(db: Queryable, items: ItemInput[], demonstration: boolean): Promise<number> {
  const parsed = items.map((one) => itemSchema.parse(one));
  const { rows } = await db.query<{ organ: string }>(
    `SELECT u.organ FROM unnest($1::text[]) AS u (organ) WHERE NOT EXISTS (SELECT 1 FROM organ WHERE code = u.organ) LIMIT 1`,
    [parsed.map((one) => one.organ)],
  );
  if (rows.length > 0)
    throw new Refusal('organ-unknown', {
      field: 'organ',
      expected: `a registered organ, not ${rows[0]!.organ}`,
    });
  const result = await db.query(
    `WITH given AS (
       SELECT o ->> 'code' AS code, o AS content, p.pinyin
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e (o, i) JOIN unnest($2::text[]) WITH ORDINALITY AS p (pinyin, i) USING (i)
     ), known AS (
       INSERT INTO item (code, demonstration) SELECT code, $3 FROM given
       ON CONFLICT (code) DO UPDATE SET demonstration = item.demonstration RETURNING id, code
     ), newest AS (
       SELECT DISTINCT ON (item_id) item_id, version, content FROM item_version ORDER BY item_id, version DESC
     )
     INSERT INTO item_version (item_id, version, content, effective_from, cancelled_from, pinyin)
     SELECT known.id, coalesce(newest.version, 0) + 1, given.content, (given.content ->> 'effectiveFrom')::date,
       (given.content ->> 'cancelledFrom')::date, given.pinyin
     FROM given JOIN known USING (code) LEFT JOIN newest ON newest.item_id = known.id
     WHERE newest.content IS DISTINCT FROM given.content`,
    [JSON.stringify(parsed), parsed.map((one) => pinyinOf(one.name.zh)), demonstration],
  );
  return result.rowCount ?? 0;
}

/** Saves a calendar in its own version number; a version that is there already is left as it is. */
export async function saveCalendar(db: Queryable, calendar: CalendarData): Promise<void> {
  await db.query(
    'INSERT INTO calendar_version (code, version, content) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [calendar.code, calendar.version, JSON.stringify(calendarData.parse(calendar))],
  );
}

export async function savePolicy(db: Queryable, policy: CardPolicy): Promise<void> {
  await db.query(
    'INSERT INTO policy_version (code, version, content) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [policy.code, policy.version, JSON.stringify(policy)],
  );
}

export async function saveRules(db: Queryable, rules: RuleParametersData): Promise<void> {
  await db.query(
    'INSERT INTO rules_version (code, version, content) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [rules.code, rules.version, JSON.stringify(rules)],
  );
}

/** Registers a source. The token is returned once and kept as a hash. Refusal: conflict, when the code is taken. */
export async function createSource(db: Queryable, source: Source): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const result = await db.query(
    'INSERT INTO source (code, name, mode, demonstration, token_hash) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (code) DO NOTHING',
    [source.code, source.name, source.mode, source.demonstration, hashToken(token)],
  );
  if (result.rowCount === 0)
    throw new Refusal('conflict', { field: 'code', expected: 'a code that no other source has' });
  return token;
}

/** Makes sure that a source exists, without giving out a token (imports, the workbench). */
export async function ensureSource(db: Queryable, source: Source): Promise<void> {
  await db.query(
    'INSERT INTO source (code, name, mode, demonstration) VALUES ($1, $2, $3, $4) ON CONFLICT (code) DO NOTHING',
    [source.code, source.name, source.mode, source.demonstration],
  );
}
