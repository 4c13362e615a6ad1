import type { ClientBase } from 'pg';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import {
  type BulletinAction,
  type BulletinContent,
  bulletinContent,
  type BulletinState,
} from '#contract/bulletins';

/** A bulletin as it is stored, with its newest version. */
export interface StoredBulletin {
  city: number;
  id: number;
  organId: number;
  region: number;
  version: number;
  state: BulletinState;
  changedAt: Instant;
  demonstration: boolean;
  content: BulletinContent;
  /** The publication that ends last, if it has not ended. */
  publication: { version: number; from: Instant; validTo: string | null } | null;
}

interface Row {
  city: number;
  id: number;
  organ_id: number;
  region: number;
  version: number;
  state: BulletinState;
  changed_at: Instant;
  demonstration: boolean;
  content: unknown;
  shown: number | null;
  from_at: Instant | null;
  valid_to: string | null;
}
/** Columns and joins of `Row`; `$1` is now. */
export const bulletinSelect = `SELECT b.city, b.id, b.organ_id, b.region, b.version, b.state, b.changed_at, b.demonstration, v.content,
    p.version AS shown, p.from_at, p.valid_to::text
  FROM bulletin b
  JOIN bulletin_version v ON v.city = b.city AND v.bulletin_id = b.id AND v.version = b.version
  LEFT JOIN LATERAL (SELECT version, from_at, valid_to FROM bulletin_publication p
    WHERE p.city = b.city AND p.bulletin_id = b.id AND (p.until_at IS NULL OR p.until_at > $1::timestamptz)
    ORDER BY p.from_at DESC LIMIT 1) p ON true`;

export const toBulletin = (row: Row): StoredBulletin => ({
  city: row.city,
  id: row.id,
  organId: row.organ_id,
  region: row.region,
  version: row.version,
  state: row.state,
  changedAt: row.changed_at,
  demonstration: row.demonstration,
  // A version of long ago lacks what was added to the shape since.
  content: bulletinContent.parse(row.content),
  publication: row.shown === null ? null : { version: row.shown, from: row.from_at!, validTo: row.valid_to },
});

type Key = Pick<StoredBulletin, 'city' | 'id'>;

/** A bulletin by its key; locked for whoever changes it. */
export async function findBulletin(
  db: Queries,
  { city, id }: Key,
  now: Instant,
  lock = false,
): Promise<StoredBulletin | undefined> {
  const { rows } = await db.query<Row>(
    `${bulletinSelect} WHERE b.city = $2 AND b.id = $3 ${lock ? 'FOR UPDATE OF b' : ''}`,
    [toRfc3339(now), city, id],
  );
  return rows[0] && toBulletin(rows[0]);
}

/** Whoever writes; an account is null for the installation itself (the demonstration). */
export interface Writer {
  accountId: number | null;
  actor: string;
  at: Instant;
}

interface Placed {
  organId: number;
  region: number;
  content: BulletinContent;
}

/** Writes the first version of a bulletin, in the city of its organ. */
export async function insertBulletin(
  client: ClientBase,
  { organId, region, content }: Placed,
  writer: Writer,
  demonstration = false,
): Promise<Key> {
  const { rows } = await client.query<Key>(
    `INSERT INTO bulletin (city, organ_id, region, version, state, title, column_code, changed_at, demonstration)
     VALUES (($2::int8 / 100000000)::int2, $1, $2, 0, 'draft', '', '', $3, $4) RETURNING city, id`,
    [organId, region, toRfc3339(writer.at), demonstration],
  );
  await insertVersion(client, rows[0]!, 0, { organId, region, content }, writer);
  return rows[0]!;
}

/** Writes the version after `version`, a draft. */
export async function insertVersion(
  client: ClientBase,
  { city, id }: Key,
  version: number,
  { organId, region, content }: Placed,
  { accountId, actor, at }: Writer,
): Promise<void> {
  await client.query(
    `UPDATE bulletin SET version = $3, state = 'draft', title = $4, column_code = $5, organ_id = $6, region = $7, changed_at = $8
     WHERE city = $1 AND id = $2`,
    [city, id, version + 1, content.title, content.column, organId, region, toRfc3339(at)],
  );
  await client.query(
    `INSERT INTO bulletin_version (city, bulletin_id, version, content, account_id, actor, saved_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [city, id, version + 1, JSON.stringify(content), accountId, actor, toRfc3339(at)],
  );
}

/** Notes what was done, and the state that came of it. */
export async function insertAct(
  client: ClientBase,
  { city, id, version }: Key & { version: number },
  act: { action: BulletinAction; to: BulletinState; note: string | null },
  { accountId, actor, at }: Writer,
): Promise<void> {
  await client.query(
    `INSERT INTO bulletin_act (city, bulletin_id, n, action, version, account_id, actor, note, at)
     SELECT $1, $2, coalesce(max(n), 0) + 1, $3, $4, $5, $6, $7, $8 FROM bulletin_act WHERE city = $1 AND bulletin_id = $2`,
    [city, id, act.action, version, accountId, actor, act.note, toRfc3339(at)],
  );
  await client.query('UPDATE bulletin SET state = $3, changed_at = $4 WHERE city = $1 AND id = $2', [
    city,
    id,
    act.to,
    toRfc3339(at),
  ]);
}

/** Publishes a version from a moment on; what was to be seen before ends then. */
export async function insertPublication(
  client: ClientBase,
  { city, id, version, organId, region, content }: Key & Placed & { version: number },
  from: Instant,
  words: string,
): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE bulletin_publication SET until_at = greatest(from_at, $3::timestamptz)
     WHERE city = $1 AND bulletin_id = $2 AND (until_at IS NULL OR until_at > $3::timestamptz)`,
    [city, id, toRfc3339(from)],
  );
  await client.query(
    `INSERT INTO bulletin_publication
       (city, bulletin_id, version, from_at, organ_id, region, column_code, pinned, valid_to, words, told_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::tsvector, $11)`,
    [
      city,
      id,
      version,
      toRfc3339(from),
      organId,
      region,
      content.column,
      content.pinned,
      content.validTo,
      words,
      // Subscribers are told of a bulletin, not of each change in it.
      rowCount ? toRfc3339(from) : null,
    ],
  );
}

/** Ends every publication of a bulletin. */
export async function endPublications(client: ClientBase, { city, id }: Key, at: Instant): Promise<void> {
  await client.query(
    `UPDATE bulletin_publication SET until_at = greatest(from_at, $3::timestamptz)
     WHERE city = $1 AND bulletin_id = $2 AND (until_at IS NULL OR until_at > $3::timestamptz)`,
    [city, id, toRfc3339(at)],
  );
}

/** Accounts that wrote or submitted what has not been decided yet: no earlier version than the last approved one. */
export async function authorsOf(db: Queries, { city, id }: Key): Promise<Set<number>> {
  const { rows } = await db.query<{ account_id: number }>(
    `WITH decided AS (SELECT coalesce(max(version), 0) AS version FROM bulletin_act
       WHERE city = $1 AND bulletin_id = $2 AND action = 'approve')
     SELECT account_id FROM bulletin_version v, decided
       WHERE v.city = $1 AND v.bulletin_id = $2 AND v.version > decided.version AND account_id IS NOT NULL
     UNION SELECT account_id FROM bulletin_act a, decided
       WHERE a.city = $1 AND a.bulletin_id = $2 AND a.version > decided.version AND a.action = 'submit' AND account_id IS NOT NULL`,
    [city, id],
  );
  return new Set(rows.map((row) => row.account_id));
}

interface History {
  versions: { version: number; actor: string; savedAt: Instant; content: BulletinContent }[];
  acts: { action: BulletinAction; version: number; actor: string; note: string | null; at: Instant }[];
}

/** Versions and acts of a bulletin, the newest first. */
export async function historyOf(db: Queries, { city, id }: Key): Promise<History> {
  const versions = await db.query<{ version: number; actor: string; saved_at: Instant; content: unknown }>(
    `SELECT version, actor, saved_at, content FROM bulletin_version WHERE city = $1 AND bulletin_id = $2 ORDER BY version DESC`,
    [city, id],
  );
  const acts = await db.query<History['acts'][number]>(
    'SELECT action, version, actor, note, at FROM bulletin_act WHERE city = $1 AND bulletin_id = $2 ORDER BY n DESC',
    [city, id],
  );
  return {
    versions: versions.rows.map(({ saved_at, content, ...row }) => ({
      ...row,
      savedAt: saved_at,
      content: bulletinContent.parse(content),
    })),
    acts: acts.rows,
  };
}

/** Whether there is any bulletin yet. */
export async function hasBulletins(db: Queries): Promise<boolean> {
  const { rows } = await db.query<{ there: boolean }>('SELECT EXISTS (SELECT FROM bulletin) AS there');
  return rows[0]!.there;
}
