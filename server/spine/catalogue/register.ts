import { randomBytes } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';
import { hashToken } from '#spine/intake/tokens';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { type CalendarData, calendarData } from '#contract/calendar';
import {
  type Item,
  item as itemSchema,
  type ItemInput,
  organ as organSchema,
  type OrganInput,
} from '#contract/catalogue';
import type { CardPolicy } from '#contract/clock';
import type { RuleParametersData } from '#contract/rule-parameters';
import type { Source } from '#contract/sources';
import { itemProblems } from '#spine/catalogue/check-items';
import { checkOrgans, fieldOf } from '#spine/catalogue/check-organs';
import { pinyinOf } from '#spine/catalogue/pinyin';
import { readKnownToItems } from '#spine/catalogue/known-to-items';

type Queryable = Pool | ClientBase;

/** What fields that came later say where they are absent: a version of before says the same, and none is added for them. */
const laterDefaults: Partial<Item> = {
  audiences: [],
  specialProcedures: [],
  keywords: [],
  formFields: [],
  parts: [],
};

/** Registers organs or changes them, set-based. Refusals: field-invalid, region-unknown, organ-unknown. */
export async function saveOrgans(pool: Pool, organs: OrganInput[], demonstration: boolean): Promise<void> {
  const parsed = organs.map((one) => organSchema.parse(one));
  await checkOrgans(pool, parsed);
  await pool.query(
    `INSERT INTO organ (code, region, content, demonstration)
     SELECT o ->> 'code', (o ->> 'region')::int8, o, $2 FROM jsonb_array_elements($1::jsonb) AS o ORDER BY o ->> 'code'
     ON CONFLICT (code) DO UPDATE SET region = excluded.region, content = excluded.content, saved_at = now()`,
    [JSON.stringify(parsed), demonstration],
  );
}

/** Refusals: field-invalid, organ-unknown, item-unknown, differs-from-parent; each with the field. */
async function checkItems(db: Queryable, items: readonly Item[]): Promise<void> {
  const known = await readKnownToItems(db, items);
  const codes = new Set<string>();
  for (const [n, one] of items.entries()) {
    const problems = itemProblems(one, known);
    const [problem] = problems;
    const differences = problems.flatMap(({ difference }) => difference ?? []);
    if (problem)
      throw new Refusal(problem.code, {
        field: fieldOf(items, 'items', n, problem.field),
        expected: problem.expected,
        ...(problem.difference && { differences }),
      });
    if (codes.has(one.code))
      throw new Refusal('field-invalid', {
        field: fieldOf(items, 'items', n, 'code'),
        expected: `${one.code} once`,
      });
    codes.add(one.code);
  }
}

/** Identifies the lock under which items are saved. */
const savingItems = 7_240_119_049;

/**
 * Saves items, each as a new version unless the newest one says the same. Returns how many versions were added.
 * Who saves items at the same time waits, and then is checked against and adds to what the first one left; so numbers of items
 * that share a base code rise in the order in which they are seen, and the first stays the first.
 * Refusals: field-invalid, organ-unknown, item-unknown, differs-from-parent.
 */
export async function saveItems(pool: Pool, items: ItemInput[], demonstration: boolean): Promise<number> {
  const parsed = items.map((one) => itemSchema.parse(one));
  return inTransaction(pool, async (client) => {
    // A statement of its own: the next one must see what a writer left for whom this one has waited.
    await client.query('SELECT pg_advisory_xact_lock($1)', [savingItems]);
    await checkItems(client, parsed);
    await client.query(
      `INSERT INTO item (code, demonstration) SELECT u.code, $2 FROM unnest($1::text[]) AS u (code) ORDER BY u.code
       ON CONFLICT (code) DO UPDATE SET demonstration = item.demonstration`,
      [parsed.map((one) => one.code), demonstration],
    );
    await client.query(
      `INSERT INTO platform (code) SELECT DISTINCT u.code FROM unnest($1::text[]) AS u (code)
       WHERE NOT EXISTS (SELECT FROM platform p WHERE p.code = u.code) ORDER BY 1`,
      [parsed.map(({ platform }) => platform)],
    );
    const result = await client.query(
      `WITH given AS (
         SELECT i.id, o AS content, p.pinyin
         FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e (o, n) JOIN unnest($2::text[]) WITH ORDINALITY AS p (pinyin, n) USING (n)
         JOIN item i ON i.code = o ->> 'code'
       ), newest AS (
         SELECT DISTINCT ON (item_id) item_id, version, content FROM item_version ORDER BY item_id, version DESC
       )
       INSERT INTO item_version (item_id, version, content, effective_from, cancelled_from, pinyin)
       SELECT given.id, coalesce(newest.version, 0) + 1, given.content, (given.content ->> 'effectiveFrom')::date,
         (given.content ->> 'cancelledFrom')::date, given.pinyin
       FROM given LEFT JOIN newest ON newest.item_id = given.id
       WHERE $3::jsonb || newest.content IS DISTINCT FROM given.content`,
      [JSON.stringify(parsed), parsed.map((one) => pinyinOf(one.name.zh)), JSON.stringify(laterDefaults)],
    );
    return result.rowCount ?? 0;
  });
}

/** Saves a calendar in its own version number; a version that is there already is left as it is. Says whether it was saved. */
export async function saveCalendar(db: Queryable, calendar: CalendarData): Promise<boolean> {
  const { rowCount } = await db.query(
    'INSERT INTO calendar_version (code, version, content) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [calendar.code, calendar.version, JSON.stringify(calendarData.parse(calendar))],
  );
  return rowCount === 1;
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
