import { z } from 'zod';
import type { Say } from '#base/log';
import { knowledgeAudiences, knowledgeContent } from '#contract/hotline/knowledge';
import { bilingual, civilDate, regionCode } from '#contract/text';
import { dateText, type EpochDay, epochDayOf } from '#spine/calendar/civil-date';
import { readReference } from '#spine/calendar/reference-folder';
import type { RegisteredOrgan } from '#spine/catalogue/reference-rows';
import type { Spine } from '#spine/spine';
import { asOfNow, prepareEntry } from './actions.ts';
import { hasEntries, insertEntry } from './store.ts';

const planFile = z.object({
  demonstration: z.literal(true),
  notice: bilingual,
  version: z.number().int(),
  effectiveFrom: civilDate,
  entries: z.array(
    z.object({
      /** The owner: the organ of this kind in a division, whose name ends so. */
      owner: z.object({ within: regionCode, kind: z.string(), name: z.string() }),
      question: bilingual,
      answer: bilingual,
      keywords: z.array(z.string()),
      basis: z.array(z.string()),
      audience: z.enum(knowledgeAudiences),
      /** Days from today. */
      days: z.object({
        saved: z.number().int().max(0),
        validTo: z.number().int(),
        reviewBy: z.number().int(),
      }),
    }),
  ),
});
type PlannedEntry = z.infer<typeof planFile>['entries'][number];

const dayMs = 86_400_000;

const ownerOf = (organs: readonly RegisteredOrgan[], { within, kind, name }: PlannedEntry['owner']) =>
  organs.find((organ) => organ.region === within && organ.kind === kind && organ.name.zh.endsWith(name));

function contentOf({ owner: _owner, days, ...entry }: PlannedEntry, organ: string, today: EpochDay) {
  return knowledgeContent.parse({
    ...entry,
    organ,
    validFrom: dateText(today + days.saved),
    validTo: dateText(today + days.validTo),
    reviewBy: dateText(today + days.reviewBy),
  });
}

/** Invented entries with real questions, one of them expired and one whose review is missed. Once. */
export async function seedKnowledge(spine: Spine, say: Say): Promise<void> {
  if (await hasEntries(spine.pool)) return;
  const { entries } = readReference(planFile, 'demonstration/hotline-knowledge.json');
  const organs = [...spine.registry.organs()];
  const today = epochDayOf(asOfNow(spine).today);
  let count = 0;
  for (const entry of entries) {
    const organ = ownerOf(organs, entry.owner);
    if (!organ) continue;
    const { saved } = entry.days;
    const written = prepareEntry(spine, contentOf(entry, organ.code, today), dateText(today + saved));
    const writer = { accountId: null, actor: 'demonstration', at: spine.now() + saved * dayMs };
    await insertEntry(spine.pool, written, writer, true);
    count += 1;
  }
  say(`${count} entries of the knowledge base`);
}
