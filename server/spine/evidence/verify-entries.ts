import type { ClientBase } from 'pg';
import type { Damages } from '#spine/evidence/damage';
import { type EntryKey, formatEntry } from '#spine/evidence/leaf-rows';

/** Entries and leaves that have no counterpart, so that nothing can be slipped in or taken away beside the tree. */
export async function verifyEntries(
  client: ClientBase,
  size: number,
  damages: Damages,
): Promise<{ pending: number }> {
  const pending = await client.query<{ n: number }>(
    'SELECT coalesce(sum(cardinality(case_ids)), 0)::int8 AS n FROM journal_pending',
  );
  const slipped = await client.query<EntryKey>(
    `SELECT j.city, j.case_id, j.case_seq FROM journal j
     WHERE NOT EXISTS (SELECT FROM journal_leaf l WHERE l.city = j.city AND l.case_id = j.case_id AND l.case_seq = j.case_seq)
       AND NOT EXISTS (SELECT FROM (SELECT unnest(cities) AS city, unnest(case_ids) AS case_id, unnest(case_seqs) AS case_seq FROM journal_pending) q
         WHERE q.city = j.city AND q.case_id = j.case_id AND q.case_seq = j.case_seq)
     ORDER BY 1, 2, 3`,
  );
  for (const key of slipped.rows)
    damages.add('leaf', formatEntry(key), 'the entry is in the journal and neither a leaf nor on its way');
  const lost = await client.query<EntryKey>(
    `SELECT q.city, q.case_id, q.case_seq
     FROM (SELECT unnest(cities) AS city, unnest(case_ids) AS case_id, unnest(case_seqs) AS case_seq FROM journal_pending) q
     WHERE NOT EXISTS (SELECT FROM journal j WHERE j.city = q.city AND j.case_id = q.case_id AND j.case_seq = q.case_seq)`,
  );
  for (const key of lost.rows)
    damages.add('leaf', formatEntry(key), 'is on its way to become a leaf, but not in the journal');
  const beyond = await client.query<EntryKey & { leaf_index: number }>(
    'SELECT leaf_index, city, case_id, case_seq FROM journal_leaf WHERE leaf_index < 0 OR leaf_index >= $1',
    [size],
  );
  for (const leaf of beyond.rows)
    damages.add(
      'leaf',
      `${leaf.leaf_index} (${formatEntry(leaf)})`,
      `its index is outside the ${size} leaves`,
    );
  await verifyChains(client, damages);
  return { pending: pending.rows[0]!.n };
}

/** The leaves of a case stand in the order of its entries, none is missing between them, and the case ends where they do. */
async function verifyChains(client: ClientBase, damages: Damages): Promise<void> {
  const { rows } = await client.query<{ city: number; case_id: number; what: string }>(
    `SELECT city, case_id, 'its entry ' || case_seq || ' follows entry ' || coalesce(before, 0) AS what
     FROM (SELECT city, case_id, case_seq, lag(case_seq) OVER (PARTITION BY city, case_id ORDER BY case_seq) AS before FROM journal) c
     WHERE case_seq <> coalesce(before, 0) + 1
     UNION ALL
     SELECT city, case_id, 'its leaves stand in another order than its entries'
     FROM (SELECT city, case_id, leaf_index, lag(leaf_index) OVER (PARTITION BY city, case_id ORDER BY case_seq) AS before FROM journal_leaf) l
     WHERE leaf_index <= before
     ORDER BY 1, 2`,
  );
  for (const { city, case_id, what } of rows) damages.add('case', `${city}-${case_id}`, what);
}
