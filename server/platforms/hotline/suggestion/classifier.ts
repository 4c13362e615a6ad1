import naiveBayesTextClassifier from 'wink-naive-bayes-text-classifier';
import { filedWords, searchWordsOf } from '#spine/search/search-words';

/** A ticket that is learnt from. */
export interface Example {
  text: string;
  category: string;
}

export interface Scored {
  category: string;
  /** Log odds against everything else, in bits. */
  strength: number;
  words: { word: string; strength: number }[];
}

const longEnough = (word: string) => [...word].length > 1;

/**
 * What a text is known by: words as jieba cuts them for search, and its pairs of characters, so that few tickets teach more. Each
 * once.
 */
const tracesOf = (text: string): string[] => filedWords(text).filter(longEnough);

/** The words among the traces, which people recognise; pairs that are none stay unsaid. */
const wordsOf = (text: string): Set<string> => new Set(searchWordsOf(text).chinese.filter(longEnough));

/** What was learnt of tickets: which traces the tickets of each category have (naive Bayes over their presence). */
export class CategoryClassifier {
  readonly learntFrom: number;
  readonly #bayes: ReturnType<typeof naiveBayesTextClassifier> | null;

  /** Categories with fewer than `leastPerCategory` examples are left out: nothing is known of them. */
  constructor(examples: readonly Example[], leastPerCategory = 1) {
    const counts = new Map<string, number>();
    for (const { category } of examples) counts.set(category, (counts.get(category) ?? 0) + 1);
    const kept = examples.filter(({ category }) => counts.get(category)! >= leastPerCategory);
    const categories = new Set(kept.map(({ category }) => category));
    this.learntFrom = kept.length;
    // One category alone has nothing that it is told from.
    this.#bayes = categories.size < 2 ? null : naiveBayesTextClassifier();
    if (!this.#bayes) return;
    this.#bayes.definePrepTasks([(words: never) => words]);
    this.#bayes.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.1 });
    for (const { text, category } of kept) this.#bayes.learn(tracesOf(text), category);
    this.#bayes.consolidate();
  }

  /** The likeliest categories of a text, each with the words that speak for it; none where no word is known. */
  score(text: string, most: number, mostWords: number): Scored[] {
    const bayes = this.#bayes;
    const traces = tracesOf(text);
    if (!bayes || traces.length === 0) return [];
    const odds = bayes.computeOdds(traces);
    if (odds[0]![0] === 'unknown' && odds.length === 1) return [];
    // Odds add up word by word: what one more of a word changes is its part.
    const known = wordsOf(text);
    const sayable = traces.filter((one) => known.has(one));
    const parts = sayable.map((word) => {
      const once = new Map(bayes.computeOdds([word]));
      const twice = new Map(bayes.computeOdds([word, word]));
      return { word, of: (category: string) => (twice.get(category) ?? 0) - (once.get(category) ?? 0) };
    });
    return odds.slice(0, most).map(([category, strength]) => ({
      category,
      strength,
      words: parts
        .map(({ word, of }) => ({ word, strength: of(category) }))
        .filter((part) => part.strength > 0)
        .sort((one, other) => other.strength - one.strength)
        .slice(0, mostWords),
    }));
  }
}

/** How often the right category is the first, or among the first three, of texts that were not learnt from. */
export interface Accuracy {
  texts: number;
  first: number;
  amongThree: number;
}

/**
 * Leaves out each text in turn, with every example that says the same, learns from the others, and asks for it. A text whose
 * category no other text has cannot be right, and counts all the same.
 */
export function leaveOneTextOut(examples: readonly Example[]): Accuracy {
  const texts = [...new Map(examples.map((one) => [one.text, one])).values()];
  const tried = texts.map(({ text, category }) => {
    const others = new CategoryClassifier(examples.filter((one) => one.text !== text));
    const found = others.score(text, 3, 1).map((one) => one.category);
    return { first: found[0] === category, amongThree: found.includes(category) };
  });
  const share = (of: (one: (typeof tried)[number]) => boolean) => tried.filter(of).length;
  return {
    texts: texts.length,
    first: share(({ first }) => first),
    amongThree: share(({ amongThree }) => amongThree),
  };
}
