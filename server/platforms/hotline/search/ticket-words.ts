import { filedWords, searchWordsOf } from '#spine/search/search-words';
import { weightedVector, wordsQuery } from '#spine/search/words-query';

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

/** Everything that was typed, as a tsquery; letters and digits as beginnings. Undefined where nothing could be looked for. */
export function ticketQuery(search: string): string | undefined {
  const words = searchWordsOf(search);
  const letters = words.letters.map((run) => `'${run.replaceAll(/['\\]/g, '')}':*`);
  const chinese = wordsQuery(words, 'all');
  const terms = [...(chinese ? [chinese] : []), ...letters];
  return terms.length > 0 ? terms.join(' & ') : undefined;
}
