import { Refusal } from '#base/errors';
import type { Publication, PublicationRow } from '#contract/powers/penalties';
import { formatKey, parseKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { findOffence } from './benchmarks.ts';
import { dayOf } from './civil-day.ts';
import { type ShownParty, showParties } from './party.ts';
import { findPublished, listPublished, type PublicSqlRow } from './store.ts';

/**
 * Published decisions as everybody reads them. From the annulment on nothing of the content is shown, earlier than the three
 * days of the law (行政处罚法 art. 48) ask for; that it was annulled, and why once the organ has said so, stays.
 */
function toRow(row: PublicSqlRow, party: ShownParty): PublicationRow {
  const { state } = row;
  const holds = state.annulment === null;
  return {
    id: formatKey(row.city, row.id),
    number: state.decision!.number,
    party: holds ? party.name : null,
    partyKind: state.partyKind,
    offenceName: findOffence(state.offence)?.name ?? { zh: state.offence, en: state.offence },
    organName: row.organ_name,
    region: String(row.region),
    regionName: { zh: row.region_zh, en: row.region_en },
    kinds: holds ? state.decision!.kinds : [],
    fine: holds ? state.decision!.fine : null,
    decidedOn: state.decision!.on,
    publishedOn: state.publication!.on,
    until: state.publication!.until,
    state: holds ? 'shown' : 'annulled',
    demonstration: row.demonstration,
  };
}

export async function showPublications(spine: Spine, filter: Parameters<typeof listPublished>[1]) {
  const { rows, ...paging } = await listPublished(spine.pool, filter, dayOf(spine.now()));
  const parties = await showParties(
    spine,
    rows.map(({ state }) => state),
  );
  return { ...paging, rows: rows.map((row, n) => toRow(row, parties[n]!)) };
}

/** Refusal: not-found, also once its time is over. */
export async function showPublication(spine: Spine, id: string): Promise<Publication> {
  const row = await findPublished(spine.pool, parseKey(id), dayOf(spine.now()));
  if (!row) throw new Refusal('not-found', { field: 'id', expected: 'a published decision' });
  const [party] = await showParties(spine, [row.state]);
  const shown = toRow(row, party!);
  const { publication, decision, offence } = row.state;
  const holds = shown.state === 'shown';
  const withdrawn = publication!.withdrawn;
  return {
    ...shown,
    // Officers are asked to name nobody; where they did all the same, it is masked here.
    summary: holds ? party!.scrub(publication!.summary) : null,
    gains: holds ? (decision!.gains ?? null) : null,
    goods: holds && decision!.goods ? party!.scrub(decision!.goods) : null,
    content: holds && decision!.content ? party!.scrub(decision!.content) : null,
    creditCode: holds ? party!.creditCode : null,
    basis: findOffence(offence)?.basis ?? [],
    withdrawn: withdrawn && { on: withdrawn.on, reason: party!.scrub(withdrawn.reason) },
  };
}
