import { createHmac, hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * What an entry of the journal says, as text: a JSON array in canonical form (RFC 8785) of city, case, number within the
 * case, order of arrival, edition, source, whether it tells of the past, event id, type, both times in UTC to the
 * microsecond, the hash of what the source said, and the SHA-256 of its data as they are stored. Made by PostgreSQL from the
 * row `j`, so that no digit is lost on the way; whoever holds a salt can recompute the leaf's commitment from it.
 */
export const contentSql = `concat('[', concat_ws(',', j.city, j.case_id, j.case_seq, j.seq, j.edition, j.source_id, j.historic::text,
  to_json(j.event_id), to_json(j.type), to_json(timezone('UTC', j.occurred_at)), to_json(timezone('UTC', j.recorded_at)),
  concat('"', encode(j.digest, 'hex'), '"'), concat('"', encode(sha256(convert_to(j.data::text, 'UTF8')), 'hex'), '"')), ']')`;

/** When an entry was recorded, as its leaf says it. */
export const recordedSql = `to_json(timezone('UTC', j.recorded_at)) #>> '{}'`;

/** Bytes of the salt of a leaf: nobody can guess what a commitment hides. */
export const saltBytes = 16;

/** C2SP tlog-tiles: entries are length-prefixed with two bytes. */
const mostBytes = 65_535;

/** What a leaf is made of. */
export interface LeafParts {
  city: number;
  caseId: number;
  caseSeq: number;
  /** As `contentSql` gives it. */
  content: string;
  /** As `recordedSql` gives it: UTC to the microsecond, without a zone. */
  recorded: string;
  salt: Buffer;
  /** Hash of the leaf of the entry before it in its case; null for the first. */
  previous: Buffer | null;
}

/** Keyed hash of a case: who lacks the key cannot tell which case a leaf is of, only which leaves are of the same one. */
export function caseReference(city: number, caseId: number, key: Buffer): string {
  return createHmac('sha256', key).update(`case ${city}-${caseId}`).digest('base64url');
}

/** Commitment to a content: SHA-256 over the salt and the text. Once the salt is gone it says nothing any more. */
export function commitmentOf(content: string, salt: Buffer): string {
  return hash('sha256', Buffer.concat([salt, Buffer.from(content)]), 'buffer').toString('base64url');
}

/**
 * The bytes of a leaf: canonical JSON (RFC 8785) without personal data. `case`: keyed hash; `content`: salted commitment to the
 * entry; `previous`: the leaf before it in the case; `recorded`: when; `seq`: its number in the case; `v`: 1.
 * @param key the installation's key for commitments
 */
export function leafOf(parts: LeafParts, key: Buffer): Buffer {
  return sealed({
    v: 1,
    case: caseReference(parts.city, parts.caseId, key),
    seq: parts.caseSeq,
    previous: parts.previous?.toString('base64url') ?? null,
    recorded: `${parts.recorded}Z`,
    content: commitmentOf(parts.content, parts.salt),
  });
}

/** Canonical bytes of any leaf. @throws RangeError beyond 65,535 bytes */
export function sealed(leaf: Record<string, unknown>): Buffer {
  const bytes = Buffer.from(canonicalize(leaf)!);
  if (bytes.length > mostBytes)
    throw new RangeError(`a leaf has ${bytes.length} bytes; at most ${mostBytes}`);
  return bytes;
}
