import { pairsOf, type SearchWords } from '#spine/search/search-words';

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
