import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { inGroups } from '#base/spoken-code';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { DocumentCheck } from '#contract/documents';
import { findDocumentsOf } from '#spine/documents/document-store';
import { keepDocument, prepareDocument, revokeDocument } from '#spine/documents/documents';
import { formatKey } from '#spine/keys';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { offenceOf } from '../benchmarks.ts';
import type { StoredPenalty } from '../penalty-view.ts';
import { decisionKinds, type PaperEvent, type PaperFacts, paperOf, paperTypes } from './papers.ts';

type Paper = Omit<DocumentCheck, 'fingerprints'>;

/**
 * The papers of a penalty case, oldest first. What its events give rise to and is not issued yet is issued now, once, with the
 * date of the event; a decision that was annulled is revoked.
 */
export async function papersOf(spine: Spine, penalty: StoredPenalty): Promise<Paper[]> {
  await issueMissing(spine, penalty);
  if (penalty.state.annulment) await revokeDecisions(spine, penalty);
  const { city, id } = penalty.one;
  const documents = await findDocumentsOf(spine.pool, spine.keys, formatKey(city, id));
  return documents.map(({ code, content, issuedAt, revokedAt, revokedBecause }) => ({
    code: inGroups(code),
    kindName: content.kindName,
    title: content.title,
    number: content.number,
    organ: content.organ,
    date: content.date,
    issuedAt: toRfc3339(issuedAt),
    state: revokedAt === null ? ('valid' as const) : ('revoked' as const),
    revokedAt: toRfc3339OrNull(revokedAt),
    revokedBecause,
    demonstration: content.demonstration,
  }));
}

/** Says of every decision of the case that was issued that it no longer holds. */
export async function revokeDecisions(spine: Spine, { one, state }: StoredPenalty): Promise<void> {
  if (!state.annulment) return;
  const { by, on } = state.annulment;
  for (const { code, content, revokedAt } of await findDocumentsOf(
    spine.pool,
    spine.keys,
    formatKey(one.city, one.id),
  )) {
    if (revokedAt !== null || !decisionKinds.includes(content.kind)) continue;
    const because = `${on} 由${by}变更、撤销或者确认违法、无效`;
    await revokeDocument(spine, spine.pool, inGroups(code), because).catch((error: unknown) => {
      // Somebody else has done so in the same moment.
      if (!(error instanceof Refusal && error.code === 'conflict')) throw error;
    });
  }
}

async function issueMissing(spine: Spine, penalty: StoredPenalty): Promise<void> {
  const { one } = penalty;
  const { rows } = await spine.pool.query<{
    seq: number;
    type: string;
    at: Instant;
    data: PaperEvent['data'];
  }>(
    `SELECT j.case_seq AS seq, j.type, least(j.occurred_at, j.recorded_at) AS at, j.data FROM journal j
     WHERE j.city = $1 AND j.case_id = $2 AND j.type = ANY($3::text[]) AND NOT EXISTS (
       SELECT FROM powers_penalty_document d WHERE d.city = j.city AND d.case_id = j.case_id AND d.case_seq = j.case_seq)
     ORDER BY j.case_seq`,
    [one.city, one.id, paperTypes],
  );
  if (rows.length === 0) return;
  const facts = await factsOf(spine, penalty);
  for (const event of rows) {
    const content = paperOf(event, facts);
    const prepared = await prepareDocument(spine, content);
    await inTransaction(spine.pool, async (client) => {
      const { rowCount } = await client.query(
        `INSERT INTO powers_penalty_document (city, case_id, case_seq, kind, code) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING`,
        [one.city, one.id, event.seq, content.kind, prepared.code],
      );
      if (rowCount === 1) await keepDocument(spine, client, prepared, formatKey(one.city, one.id));
    });
  }
}

async function factsOf(spine: Spine, { one, state }: StoredPenalty): Promise<PaperFacts> {
  const people = new People(spine.pool, spine.keys);
  const opened = state.personId === null ? undefined : await people.open([state.personId], ['name']);
  return {
    organName: spine.registry.organ(state.organ)?.name.zh ?? state.organ,
    number: one.number,
    party: (state.personId !== null && opened?.get(state.personId)?.name) || '当事人',
    offence: offenceOf(state.offence),
    state,
    demonstration: spine.demonstration,
  };
}
