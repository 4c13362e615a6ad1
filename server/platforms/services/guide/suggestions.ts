import type { z } from 'zod';
import type { guideApi } from '#contract/services/guide';
import { highlight } from '#platforms/services/guide/highlight';
import { lifeEvents } from '#platforms/services/guide/life-events';
import type { Wanted } from '#platforms/services/guide/matching';
import { foundIn } from '#platforms/services/guide/rows';
import { placesLike } from '#platforms/services/guide/store';
import type { Spine } from '#spine/spine';

type Suggestion = z.input<typeof guideApi.suggest.response>[number];

const most = { events: 2, regions: 3, organs: 3 };

/** Whether each word that was typed is found in a text, in any reading. */
function bears(text: string, { words }: Wanted): boolean {
  const alone = [
    ...words.chinese.map((word) => ({ chinese: [word], letters: [] })),
    ...words.letters.map((word) => ({ chinese: [], letters: [word] })),
  ];
  return alone.every((word) => highlight(text, word).some(({ hit }) => hit));
}

/** Life events whose name or description bears what was typed. */
function eventsLike(wanted: Wanted): Suggestion[] {
  return lifeEvents()
    .filter(({ name, about }) => [name.zh, name.en, about.zh].some((text) => bears(text, wanted)))
    .slice(0, most.events)
    .map(({ code, name }) => ({ kind: 'event', code, name, found: foundIn(name, wanted) }));
}

function organsLike({ registry }: Spine, wanted: Wanted): Suggestion[] {
  const text = wanted.text.toLowerCase();
  const found: Suggestion[] = [];
  if ([...text].length < 2) return found;
  for (const { code, name } of registry.organs()) {
    if (!name.zh.includes(wanted.text) && !name.en.toLowerCase().includes(text)) continue;
    found.push({ kind: 'organ', code, name, found: foundIn(name, wanted) });
    if (found.length === most.organs) break;
  }
  return found;
}

/** What somebody may mean besides an item: life events, divisions, organs. */
export async function otherSuggestions(spine: Spine, wanted: Wanted): Promise<Suggestion[]> {
  const places = await placesLike(spine.pool, wanted, most.regions);
  const regions = places.map((one) => ({
    kind: 'region' as const,
    ...one,
    found: foundIn(one.name, wanted),
  }));
  return [...eventsLike(wanted), ...regions, ...organsLike(spine, wanted)];
}

const shows = ({ found }: Suggestion): boolean => [...found.zh, ...found.en].some(({ hit }) => hit);

/** Items first, unless what was typed shows in the name of none: then it is more likely a place or a life event. */
export function inOrder(items: readonly Suggestion[], others: readonly Suggestion[]): Suggestion[] {
  const likelier = !items.some(shows) && others.some(shows);
  return likelier ? [...others, ...items] : [...items, ...others];
}
