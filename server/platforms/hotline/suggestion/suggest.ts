import type { Instant } from '#base/time';
import type { SuggestedCategory } from '#contract/hotline/suggestion';
import type { Spine } from '#spine/spine';
import { findCategory } from '../tickets/categories.ts';
import { CategoryClassifier, type Example } from './classifier.ts';
import { suggestionRules } from './suggestion-rules.ts';

interface Learnt {
  at: Instant;
  classifier: CategoryClassifier;
}

/** What each installation has learnt; learning is one for all who ask at the same time. */
const known = new WeakMap<Spine['registry'], Promise<Learnt>>();

async function examplesOf({ pool }: Pick<Spine, 'pool'>): Promise<Example[]> {
  const { rows } = await pool.query<Example>(
    `SELECT title || ' ' || content AS text, category FROM hotline_ticket WHERE case_id IS NOT NULL
     ORDER BY received_at DESC LIMIT $1`,
    [suggestionRules.newest],
  );
  // A category that the tree has no longer is suggested no longer.
  return rows.filter(({ category }) => findCategory(category) !== undefined);
}

async function learn(spine: Spine): Promise<Learnt> {
  const examples = await examplesOf(spine);
  return { at: spine.now(), classifier: new CategoryClassifier(examples, suggestionRules.leastPerCategory) };
}

async function learntBy(spine: Spine): Promise<Learnt> {
  const before = await known.get(spine.registry);
  const fresh = suggestionRules.freshMinutes * 60_000;
  const isGood =
    before && spine.now() - before.at < fresh && before.classifier.learntFrom >= suggestionRules.leastTickets;
  if (isGood) return before;
  const learning = learn(spine);
  known.set(spine.registry, learning);
  // What failed is tried again by the next who asks.
  learning.catch(() => known.delete(spine.registry));
  return learning;
}

/** Categories that tickets with such words had. Decides nothing: an agent chooses, and may choose another. */
export async function suggestCategories(
  spine: Spine,
  text: string,
): Promise<{ learntFrom: number; enough: boolean; suggestions: SuggestedCategory[] }> {
  const { classifier } = await learntBy(spine);
  const { leastTickets, shown, words } = suggestionRules;
  const { learntFrom } = classifier;
  if (learntFrom < leastTickets) return { learntFrom, enough: false, suggestions: [] };
  const round = (bits: number) => Math.round(bits * 10) / 10;
  const scored = classifier.score(text, shown, words);
  return {
    learntFrom,
    enough: true,
    suggestions: scored
      // What speaks against it more than for it is no suggestion.
      .filter(({ strength, words: telling }) => strength > 0 && telling.length > 0)
      .map(({ category, strength, words: telling }) => ({
        category,
        name: findCategory(category)!.name,
        strength: round(strength),
        words: telling.map((one) => ({ word: one.word, strength: round(one.strength) })),
      })),
  };
}
