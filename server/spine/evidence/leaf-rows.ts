import type { ClientBase } from 'pg';
import { int2Array, int4Array, int8Array, bytesArray } from '#base/pg-binary';
import { contentSql, type LeafParts, recordedSql } from '#spine/evidence/leaf';

/** Key of an entry. */
export interface EntryKey {
  city: number;
  case_id: number;
  case_seq: number;
}

/** An entry that is to become a leaf. */
export interface PendingEntry extends EntryKey {
  content: string;
  recorded: string;
  /** Hash of the leaf before it in its case, where that is a leaf already. */
  previous: Buffer | null;
}

/** A leaf as it is stored, with the entry that it was made of, if that is still there. */
export interface StoredLeaf extends EntryKey {
  leaf_index: number;
  salt: Buffer;
  hash: Buffer;
  content: string | null;
  recorded: string | null;
  previous: Buffer | null;
}

export const formatEntry = ({ city, case_id, case_seq }: EntryKey) => `${city}-${case_id} #${case_seq}`;

/**
 * Takes waiting entries out of the queue, batch by batch in the order in which they became visible, at least one batch and
 * none after `most` entries. `asked`: how many keys were taken; fewer entries mean that some are not in the journal.
 */
export async function takePending(
  client: ClientBase,
  most: number,
): Promise<{ entries: PendingEntry[]; asked: number }> {
  const { rows: waiting } = await client.query<{ id: number; n: number }>({
    name: 'evidence-waiting',
    text: 'SELECT id, cardinality(case_ids) AS n FROM journal_pending ORDER BY id LIMIT 500',
  });
  let asked = 0;
  let batches = 0;
  while (batches < waiting.length && (batches === 0 || asked + waiting[batches]!.n <= most))
    asked += waiting[batches++]!.n;
  if (batches === 0) return { entries: [], asked };
  const { rows: entries } = await client.query<PendingEntry>({
    name: 'evidence-take',
    text: `WITH taken AS (DELETE FROM journal_pending WHERE id = ANY($1::int8[]) RETURNING id, cities, case_ids, case_seqs),
      k AS MATERIALIZED (SELECT id, unnest(cities) AS city, unnest(case_ids) AS case_id, unnest(case_seqs) AS case_seq,
        generate_series(1, cardinality(cities)) AS i FROM taken)
      SELECT j.city, j.case_id, j.case_seq, ${contentSql} AS content, ${recordedSql} AS recorded, p.hash AS previous
      FROM k JOIN journal j ON j.city = k.city AND j.case_id = k.case_id AND j.case_seq = k.case_seq
      LEFT JOIN journal_leaf p ON p.city = k.city AND p.case_id = k.case_id AND p.case_seq = k.case_seq - 1
      ORDER BY k.id, k.i`,
    values: [int8Array(waiting.slice(0, batches).map((row) => row.id))],
  });
  return { entries, asked };
}

/** The batch that came last of those that wait; null when none does. */
export async function newestPending(client: ClientBase): Promise<number | null> {
  const { rows } = await client.query<{ id: number | null }>('SELECT max(id) AS id FROM journal_pending');
  return rows[0]!.id;
}

/** A leaf to be written down. */
export interface NewLeaf extends EntryKey {
  salt: Buffer;
  hash: Buffer;
}

/** Writes down which leaves entries became, from index `first` on. */
export async function writeLeaves(
  client: ClientBase,
  first: number,
  leaves: readonly NewLeaf[],
): Promise<void> {
  await client.query({
    name: 'evidence-leaves',
    text: `INSERT INTO journal_leaf (leaf_index, city, case_id, case_seq, salt, hash)
      SELECT $1::int8 - 1 + generate_series(1, cardinality($2::int2[])), unnest($2::int2[]), unnest($3::int8[]), unnest($4::int4[]),
        unnest($5::bytea[]), unnest($6::bytea[])`,
    values: [
      first,
      int2Array(leaves.map((leaf) => leaf.city)),
      int8Array(leaves.map((leaf) => leaf.case_id)),
      int4Array(leaves.map((leaf) => leaf.case_seq)),
      bytesArray(leaves.map((leaf) => leaf.salt)),
      bytesArray(leaves.map((leaf) => leaf.hash)),
    ],
  });
}

/** Leaves `l` with their entries and their predecessors. */
export const storedLeaves = `SELECT l.leaf_index, l.city, l.case_id, l.case_seq, l.salt, l.hash,
    CASE WHEN j.seq IS NOT NULL THEN ${contentSql} END AS content, ${recordedSql} AS recorded, p.hash AS previous
  FROM journal_leaf l LEFT JOIN journal j ON j.city = l.city AND j.case_id = l.case_id AND j.case_seq = l.case_seq
  LEFT JOIN journal_leaf p ON p.city = l.city AND p.case_id = l.case_id AND p.case_seq = l.case_seq - 1`;

/** The parts of a stored leaf. Its entry must be there. */
export const partsOf = (leaf: StoredLeaf): LeafParts => ({
  city: leaf.city,
  caseId: leaf.case_id,
  caseSeq: leaf.case_seq,
  content: leaf.content!,
  recorded: leaf.recorded!,
  salt: leaf.salt,
  previous: leaf.previous,
});

/** Leaves of some indexes, in order; and the admissions among them, which are of no entry. */
export async function readLeaves(
  client: ClientBase,
  from: number,
  to: number,
): Promise<{
  leaves: StoredLeaf[];
  admissions: { leaf_index: number; from_index: number; to_index: number; admission: string; hash: Buffer }[];
}> {
  const leaves = await client.query<StoredLeaf>(
    `${storedLeaves} WHERE l.leaf_index >= $1 AND l.leaf_index < $2 ORDER BY l.leaf_index`,
    [from, to],
  );
  const admissions = await client.query(
    `SELECT leaf_index, from_index, to_index, admission, hash FROM evidence_gap
     WHERE leaf_index >= $1 AND leaf_index < $2 ORDER BY leaf_index`,
    [from, to],
  );
  return { leaves: leaves.rows, admissions: admissions.rows };
}
