import { cutRuns, filedWords, pairsOf } from '#spine/search/search-words';
import { weightedVector } from '#spine/search/words-query';

/** What was said and where, as it is filed: A title, B address and community, D content. Text of a tsvector. */
export function ticketVector(said: {
  title: string;
  content: string;
  address: string;
  community: string;
}): string {
  return weightedVector([
    [filedWords(said.title), 'A'],
    [filedWords(`${said.address} ${said.community}`), 'B'],
    [filedWords(said.content), 'D'],
  ]);
}

const quoted = (word: string) => `'${word.replaceAll(/['\\]/g, '')}'`;
const lengthOf = (word: string) => [...word].length;
const han = /\p{Script=Han}/u;

/** One word as it is filed: as it stands or by its pairs of characters; letters and digits as a beginning. */
function termOf(word: string): string {
  if (!han.test(word)) return `${quoted(word)}:*`;
  return lengthOf(word) === 2 ? quoted(word) : `(${quoted(word)} | ${pairsOf(word).map(quoted).join(' & ')})`;
}

/**
 * Terms of one run. Single characters that stand side by side are looked for as the pairs that they make, which are filed; a
 * single one between words is left out. As a beginning (`说:*`) each would be a tenth of the vocabulary to go through.
 */
function termsOf(words: readonly string[]): string[] {
  const terms: string[] = [];
  let singles = '';
  for (const word of [...words, '']) {
    if (han.test(word) && lengthOf(word) === 1) {
      singles += word;
      continue;
    }
    terms.push(...pairsOf(singles).map(quoted));
    singles = '';
    if (word !== '') terms.push(termOf(word));
  }
  return terms;
}

/** Everything that was typed, as a tsquery. Undefined where nothing could be looked for. */
export function ticketQuery(search: string): string | undefined {
  const runs = cutRuns(search);
  const terms = runs.flatMap(termsOf);
  // One character alone is looked for as what words begin with.
  const alone = runs.flat().filter((word) => han.test(word) && lengthOf(word) === 1);
  if (terms.length === 0) terms.push(...alone.map((word) => `${quoted(word)}:*`));
  return terms.length > 0 ? [...new Set(terms)].join(' & ') : undefined;
}
