import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { AttachmentRow } from '#contract/attachments';
import { formatKey } from '#spine/keys';
import { type AttachmentOwner, ownerColumns } from './attachment-owner.ts';

/** An attachment as the database has it. */
export interface StoredAttachment extends AttachmentRow {
  uploadedBy: string;
  /** Null: attached to nothing yet. */
  owner: AttachmentOwner | null;
}

interface Row {
  id: string;
  name: string;
  type: string;
  bytes: number;
  sha256: Buffer;
  scan: 'clean' | 'not-scanned';
  uploaded_by: string;
  uploaded_at: Instant;
  city: number | null;
  case_id: number | null;
  draft: string | null;
}

const columns = 'id, name, type, bytes, sha256, scan, uploaded_by, uploaded_at, city, case_id, draft';
const there = 'removed_at IS NULL AND stored';
/** As the indexes have it. */
const unattached = 'case_id IS NULL AND draft IS NULL AND removed_at IS NULL';

function ownerOf({ city, case_id, draft }: Row): AttachmentOwner | null {
  if (city !== null && case_id !== null) return { case: formatKey(city, case_id) };
  return draft === null ? null : { draft };
}

const toStored = (row: Row): StoredAttachment => ({
  id: row.id,
  name: row.name,
  type: row.type,
  bytes: row.bytes,
  sha256: row.sha256.toString('hex'),
  scan: row.scan,
  uploadedAt: toRfc3339(row.uploaded_at),
  uploadedBy: row.uploaded_by,
  owner: ownerOf(row),
});

/** What may be shown of it. */
export const toAttachmentRow = ({ uploadedBy: _by, owner: _of, ...row }: StoredAttachment): AttachmentRow =>
  row;

/** Notes a file before its content comes into the store, so that a broken upload is found and swept. */
export async function noteUpload(db: Queries, upload: Omit<StoredAttachment, 'owner'>): Promise<void> {
  const { id, name, type, bytes, sha256, scan, uploadedBy, uploadedAt } = upload;
  await db.query(
    `INSERT INTO attachment (id, name, type, bytes, sha256, scan, uploaded_by, uploaded_at)
     VALUES ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, $8)`,
    [id, name, type, bytes, sha256, scan, uploadedBy, uploadedAt],
  );
}

/** Its content is in the store completely. */
export async function noteStored(db: Queries, id: string): Promise<void> {
  await db.query('UPDATE attachment SET stored = true WHERE id = $1', [id]);
}

/** Those that exist, in no order. */
export async function findAttachments(db: Queries, ids: readonly string[]): Promise<StoredAttachment[]> {
  const { rows } = await db.query<Row>(`SELECT ${columns} FROM attachment WHERE id = ANY ($1) AND ${there}`, [
    ids,
  ]);
  return rows.map(toStored);
}

/** What belongs to a case or a draft, oldest first. */
export async function findAttachmentsOf(db: Queries, owner: AttachmentOwner): Promise<StoredAttachment[]> {
  const { city, caseId, draft } = ownerColumns(owner);
  const { rows } = await db.query<Row>(
    draft === null
      ? `SELECT ${columns} FROM attachment WHERE city = $1 AND case_id = $2 AND ${there} ORDER BY uploaded_at, id`
      : `SELECT ${columns} FROM attachment WHERE draft = $1 AND ${there} ORDER BY uploaded_at, id`,
    draft === null ? [city, caseId] : [draft],
  );
  return rows.map(toStored);
}

/** How many files somebody has uploaded that are attached to nothing. */
export async function countUnattached(db: Queries, uploadedBy: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM attachment WHERE uploaded_by = $1 AND ${unattached}`,
    [uploadedBy],
  );
  return rows[0]!.n;
}

export interface Claim {
  ids: readonly string[];
  to: AttachmentOwner;
  /** Those that belong to this draft or case may be taken from it. */
  from: AttachmentOwner | null;
  /** Of those that are attached to nothing, only what this uploader brought; null: whoever did. */
  by: string | null;
}

/** Attaches all of them or none: those that are free, are there already, or may be taken. Gives what was attached. */
export async function claim(db: Queries, { ids, to, from, by }: Claim): Promise<StoredAttachment[]> {
  const [own, before] = [
    ownerColumns(to),
    from ? ownerColumns(from) : { city: null, caseId: null, draft: null },
  ];
  const { rows } = await db.query<Row>(
    `WITH fit AS (
       SELECT id FROM attachment
       WHERE id = ANY ($1) AND ${there} AND (
         (${unattached} AND ($8::text IS NULL OR uploaded_by = $8))
         OR (city = $2 AND case_id = $3) OR draft = $4
         OR (city = $5 AND case_id = $6) OR draft = $7)
       ORDER BY id FOR UPDATE)
     UPDATE attachment a SET city = $2, case_id = $3, draft = $4 FROM fit
     WHERE a.id = fit.id AND (SELECT count(*) FROM fit) = cardinality($1::text[])
     RETURNING ${columns.replaceAll(/\b\w+/g, 'a.$&')}`,
    [ids, own.city, own.caseId, own.draft, before.city, before.caseId, before.draft, by],
  );
  return rows.map(toStored);
}

/** Lets files go that belong to an owner; they are swept when nothing takes them again. */
export async function release(db: Queries, ids: readonly string[], owner: AttachmentOwner): Promise<void> {
  const { city, caseId, draft } = ownerColumns(owner);
  await db.query(
    `UPDATE attachment SET city = NULL, case_id = NULL, draft = NULL
     WHERE id = ANY ($1) AND ((city = $2 AND case_id = $3) OR draft = $4)`,
    [ids, city, caseId, draft],
  );
}

/** Locks files that nothing was done with since `before`; whoever sweeps beside us takes others. */
export async function lockOrphans(db: Queries, before: Instant, most: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM attachment WHERE ${unattached} AND uploaded_at < $1
     ORDER BY uploaded_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [toRfc3339(before), most],
  );
  return rows.map((row) => row.id);
}

/** Locks one file that is attached to nothing, if this uploader brought it. */
export async function lockOwnUnattached(db: Queries, id: string, uploadedBy: string): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM attachment WHERE id = $1 AND uploaded_by = $2 AND ${unattached} FOR UPDATE`,
    [id, uploadedBy],
  );
  return rows.length > 0;
}

/** Notes that files are gone; their names, which people chose, go with them. */
export async function noteRemoved(db: Queries, ids: readonly string[], at: Instant): Promise<void> {
  await db.query(`UPDATE attachment SET removed_at = $2, name = '' WHERE id = ANY ($1)`, [
    ids,
    toRfc3339(at),
  ]);
}
