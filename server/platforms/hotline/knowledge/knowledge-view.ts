import { toRfc3339 } from '#base/time';
import type { KnowledgeEntry, KnowledgeRow } from '#contract/hotline/knowledge';
import { may } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { knowledgeRules } from './knowledge-rules.ts';
import { listVersions, type StoredEntry } from './store.ts';

/** The beginning of a text, by characters, with a sign where more follows. */
export function excerptOf(text: string, most: number): string {
  const characters = [...text.replaceAll(/\s+/g, ' ')];
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : characters.join('');
}

function headOf(spine: Spine, entry: StoredEntry) {
  const { content } = entry;
  return {
    id: formatKey(entry.city, entry.id),
    question: content.question,
    organ: content.organ,
    organName: spine.registry.organById(entry.organId).name,
    audience: content.audience,
    version: entry.version,
    standing: entry.standing,
    validFrom: content.validFrom,
    validTo: content.validTo,
    reviewBy: content.reviewBy,
    usefulness: { useful: entry.useful, useless: entry.useless },
    demonstration: entry.demonstration,
  };
}

/** An entry as lists show it. English takes about twice the characters that Chinese takes. */
export function viewRow(spine: Spine, entry: StoredEntry): KnowledgeRow {
  const { zh, en } = entry.content.answer;
  const most = knowledgeRules.excerptCharacters;
  return { ...headOf(spine, entry), excerpt: { zh: excerptOf(zh, most), en: excerptOf(en, most * 2) } };
}

/** An entry with everything, as `principal` sees it. */
export async function viewEntry(
  spine: Spine,
  entry: StoredEntry,
  principal: Principal | null,
): Promise<KnowledgeEntry> {
  const newest = (await listVersions(spine.pool, entry)).find(({ version }) => version === entry.version);
  return {
    ...headOf(spine, entry),
    content: entry.content,
    regionName: entry.regionName,
    savedAt: toRfc3339(entry.savedAt),
    ofThisVersion: { useful: newest?.useful ?? 0, useless: newest?.useless ?? 0 },
    editable: may(principal, 'knowledge.edit', { organId: entry.organId, region: entry.region }),
  };
}
