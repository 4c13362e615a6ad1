import { Refusal } from '#base/errors';
import type { KnowledgeContent } from '#contract/hotline/knowledge';
import { addMonths, dateText, epochDayOf } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';
import { may } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { parseKey } from '#spine/keys';
import { cityOf } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { knowledgeRules } from './knowledge-rules.ts';
import { entryVector } from './knowledge-words.ts';
import { type AsOf, findEntry, insertEntry, insertVersion, type StoredEntry, type Writer } from './store.ts';

const zone = zoneOf('Asia/Shanghai');

/** The civil day of now in the installation's zone, and the days of warning. */
export const asOfNow = (spine: Spine): AsOf => ({
  today: new Date(zone.localOf(spine.now())).toISOString().slice(0, 10),
  warnDays: knowledgeRules.warnDays,
});

/** Refusal: not-found; for the public also where an entry is for officials alone or does not hold yet. */
export async function getEntry(
  spine: Spine,
  key: string,
  forWhom: 'everybody' | 'officials',
): Promise<StoredEntry> {
  const entry = await findEntry(spine.pool, parseKey(key), asOfNow(spine));
  const shown =
    entry &&
    (forWhom === 'officials' || (entry.content.audience === 'everybody' && entry.standing !== 'not-yet'));
  if (!shown) throw new Refusal('not-found', { field: 'id', expected: 'an entry of the knowledge base' });
  return entry;
}

const writerOf = (spine: Spine, { accountId, actor }: Principal): Writer => ({
  accountId,
  actor,
  at: spine.now(),
});

/** Refusal: forbidden, for whoever may edit entries, but not this one. */
function requireEditor(principal: Principal, entry: { organId: number; region: number }): void {
  if (!may(principal, 'knowledge.edit', entry)) throw new Refusal('forbidden', { detail: 'knowledge.edit' });
}

/**
 * What the contract cannot know: an organ that there is, and a review that comes, within the months that the rules allow.
 * @param place the path of the content within the request, for the field of a refusal
 * @throws Refusal organ-unknown, field-invalid
 */
export function prepareEntry(spine: Spine, content: KnowledgeContent, today: string, place = '') {
  const organ = spine.registry.organ(content.organ);
  if (!organ) throw new Refusal('organ-unknown', { field: `${place}organ`, expected: 'a registered organ' });
  const latest = dateText(addMonths(epochDayOf(today), knowledgeRules.reviewMonths));
  if (content.reviewBy < today || content.reviewBy > latest)
    throw new Refusal('field-invalid', {
      field: `${place}reviewBy`,
      expected: `a day from ${today} to ${latest} (${knowledgeRules.reviewMonths} months)`,
    });
  return { organId: organ.id, region: organ.region, content, words: entryVector(content, organ.name) };
}

/** Writes an entry. Refusals: forbidden, and those of `prepareEntry`. */
export async function createEntry(
  spine: Spine,
  principal: Principal,
  content: KnowledgeContent,
): Promise<StoredEntry> {
  const asOf = asOfNow(spine);
  const written = prepareEntry(spine, content, asOf.today);
  requireEditor(principal, { organId: written.organId, region: Number(written.region) });
  const key = await insertEntry(spine.pool, written, writerOf(spine, principal), false);
  return (await findEntry(spine.pool, key, asOf))!;
}

/**
 * Writes the next version of an entry; whoever saves needs the right to what it was and to what it becomes.
 * Refusals: not-found, forbidden, conflict where another version is the newest, and those of `prepareEntry`.
 */
export async function saveEntry(
  spine: Spine,
  principal: Principal,
  key: string,
  { version, content }: { version: number; content: KnowledgeContent },
): Promise<StoredEntry> {
  const asOf = asOfNow(spine);
  const before = await getEntry(spine, key, 'officials');
  requireEditor(principal, before);
  const written = prepareEntry(spine, content, asOf.today, 'content.');
  requireEditor(principal, { organId: written.organId, region: Number(written.region) });
  // The city leads the key of the entry and its versions.
  if (cityOf(written.region) !== String(before.city))
    throw new Refusal('field-invalid', {
      field: 'content.organ',
      expected: `an organ of the same city (${before.city}); an entry of another is written anew`,
    });
  if (!(await insertVersion(spine.pool, before, version, written, writerOf(spine, principal))))
    throw new Refusal('conflict', {
      field: 'version',
      expected: `version ${before.version}: somebody else has saved the entry meanwhile; read it again`,
    });
  return (await findEntry(spine.pool, before, asOf))!;
}
