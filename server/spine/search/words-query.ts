import { pairsOf, type SearchWords, searchWordsOf } from '#spine/search/search-words';

const quoted = (word: string) => `'${word.replaceAll(/['\\]/g, '')}'`;

/** One word: as it stands; a longer one also by its pairs, wherever the dictionary cut the text; a single character as a beginning. */
function term(word: string): string {
  const length = [...word].length;
  if (length === 1) return `${quoted(word)}:*`;
  if (length === 2) return quoted(word);
  return `(${quoted(word)} | ${pairsOf(word).map(quoted).join(' & ')})`;
}

/** The Chinese words of a search as a tsquery; `all` of them or `some`. Empty where there is none. */
export function wordsQuery({ chinese }: SearchWords, which: 'all' | 'some'): string {
  return chinese.map(term).join(which === 'all' ? ' & ' : ' | ');
}

/** Words with a weight as text of a tsvector; a word that stands under several weights keeps the first, the heaviest. */
export function weightedVector(
  groups: readonly [words: readonly string[], weight: 'A' | 'B' | 'C' | 'D'][],
): string {
  const seen = new Set<string>();
  const lexemes: string[] = [];
  for (const [words, weight] of groups)
    for (const word of words) {
      if (seen.has(word)) continue;
      seen.add(word);
      // Positions end at 16,383; nothing here asks how far words are apart.
      lexemes.push(`${quoted(word)}:${Math.min(lexemes.length + 1, 16_383)}${weight}`);
    }
  return lexemes.join(' ');
}

const lettersTerm = (run: string) => `'${run.replaceAll(/['\\]/g, '')}':*`;

/** What was typed as a tsquery: `all` of it, or `some`. Letters are beginnings of words. Empty where nothing was typed. */
export function typedQuery(words: SearchWords, which: 'all' | 'some'): string {
  const chinese = wordsQuery(words, which);
  const terms = [...(chinese ? [chinese] : []), ...words.letters.map(lettersTerm)];
  return terms.join(which === 'all' ? ' & ' : ' | ');
}

/** Takes a search apart; undefined where nothing was typed that could be looked for. */
export function wantedWords(search: string | undefined): SearchWords | undefined {
  const words = searchWordsOf(search?.trim() ?? '');
  return words.chinese.length + words.letters.length > 0 ? words : undefined;
}
