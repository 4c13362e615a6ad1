import type { ClientBase } from 'pg';
import type { Queries } from '#base/db';
import type { KeyRing } from '#base/keys';
import { type Instant, toRfc3339 } from '#base/time';
import { openField, sealField } from '#spine/privacy/field-encryption';
import { createRecordKey, readRecordKeys } from '#spine/privacy/record-keys';
import { parseKey } from '#spine/keys';
import type { Pool } from 'pg';
import type { PrintedDocument } from './document-content.ts';

/** A document as it is kept. */
export interface StoredDocument {
  id: number;
  /** Without dashes. */
  code: string;
  content: PrintedDocument;
  issuedAt: Instant;
  fingerprints: string[];
  revokedAt: Instant | null;
  revokedBecause: string | null;
}

interface Row {
  id: number;
  code: string;
  content: Buffer;
  issued_at: Instant;
  fingerprints: Buffer[];
  revoked_at: Instant | null;
  revoked_because: string | null;
}

const table = 'document';
const columns = 'id, code, content, issued_at, fingerprints, revoked_at, revoked_because';
const placeOf = (row: number) => ({ table, row, column: 'content' });

/** Seals and keeps a document, in the transaction of whoever issues it. */
export async function insertDocument(
  client: ClientBase,
  keys: KeyRing,
  document: Omit<StoredDocument, 'id' | 'revokedAt' | 'revokedBecause'>,
  of?: string,
): Promise<void> {
  const { rows } = await client.query<{ id: number }>(`SELECT nextval('document_id_seq') AS id`);
  const row = rows[0]!.id;
  const dataKey = await createRecordKey(client, keys, { table, row });
  const { code, content, issuedAt, fingerprints } = document;
  const key = of === undefined ? null : parseKey(of);
  await client.query(
    `INSERT INTO document (id, code, city, case_id, kind, number, content, issued_at, fingerprints)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row,
      code,
      key?.city ?? null,
      key?.id ?? null,
      content.kind,
      content.number,
      sealField(dataKey, placeOf(row), JSON.stringify(content)),
      toRfc3339(issuedAt),
      fingerprints.map((one) => Buffer.from(one, 'hex')),
    ],
  );
}

/** @param code without dashes */
export async function findDocument(pool: Pool, keys: KeyRing, code: string): Promise<StoredDocument | null> {
  const { rows } = await pool.query<Row>(`SELECT ${columns} FROM document WHERE code = $1`, [code]);
  return (await opened(pool, keys, rows))[0] ?? null;
}

/** Documents of a case, oldest first. */
export async function findDocumentsOf(pool: Pool, keys: KeyRing, caseKey: string): Promise<StoredDocument[]> {
  const { city, id } = parseKey(caseKey);
  const { rows } = await pool.query<Row>(
    `SELECT ${columns} FROM document WHERE city = $1 AND case_id = $2 ORDER BY id`,
    [city, id],
  );
  return opened(pool, keys, rows);
}

async function opened(pool: Pool, keys: KeyRing, rows: Row[]): Promise<StoredDocument[]> {
  const ids = rows.map((row) => row.id);
  const dataKeys = rows.length > 0 ? await readRecordKeys(pool, keys, table, ids) : new Map<number, Buffer>();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    content: JSON.parse(openField(dataKeys.get(row.id)!, placeOf(row.id), row.content)) as PrintedDocument,
    issuedAt: row.issued_at,
    fingerprints: row.fingerprints.map((one) => one.toString('hex')),
    revokedAt: row.revoked_at,
    revokedBecause: row.revoked_because,
  }));
}

/** Adds the fingerprint of a print that came out in other bytes, as by a newer version of this system. */
export async function addFingerprint(db: Queries, id: number, sha256: string): Promise<void> {
  await db.query(
    `UPDATE document SET fingerprints = fingerprints || decode($2, 'hex')
     WHERE id = $1 AND decode($2, 'hex') <> ALL (fingerprints)`,
    [id, sha256],
  );
}

/** False: there is no such document, or it was revoked before. */
export async function noteRevoked(db: Queries, code: string, because: string, at: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    'UPDATE document SET revoked_at = $3, revoked_because = $2 WHERE code = $1 AND revoked_at IS NULL',
    [code, because, toRfc3339(at)],
  );
  return rowCount === 1;
}

/** Says of all documents of a case that are of these kinds and were issued until then that they no longer hold. */
export async function revokeDocumentsOf(
  db: Queries,
  { city, caseId }: { city: number; caseId: number },
  { kinds, because }: { kinds: readonly string[]; because: string },
  at: Instant,
): Promise<void> {
  await db.query(
    `UPDATE document SET revoked_at = $5, revoked_because = $4
     WHERE city = $1 AND case_id = $2 AND kind = ANY ($3::text[]) AND issued_at <= $5 AND revoked_at IS NULL`,
    [city, caseId, kinds, because, toRfc3339(at)],
  );
}
