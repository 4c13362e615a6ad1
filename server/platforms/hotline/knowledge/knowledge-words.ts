import type { KnowledgeContent } from '#contract/hotline/knowledge';
import { filedWords, type SearchWords, searchWordsOf } from '#spine/search/search-words';
import { weightedVector, wordsQuery } from '#spine/search/words-query';

/** An entry as it is filed: A its question, B other words for it, C its owner, D answer and sources; in both languages. */
export function entryVector(content: KnowledgeContent, organName: { zh: string; en: string }): string {
  const both = ({ zh, en }: { zh: string; en: string }) => filedWords(`${zh} ${en}`);
  return weightedVector([
    [both(content.question), 'A'],
    [[...filedWords(content.keywords.join(' ')), ...content.keywords], 'B'],
    [both(organName), 'C'],
    [[...both(content.answer), ...filedWords(content.basis.join(' '))], 'D'],
  ]);
}

const lettersTerm = (run: string) => `'${run.replaceAll(/['\\]/g, '')}':*`;

/** What was typed as a tsquery: `all` of it, or `some`. Letters are beginnings of words. Empty where nothing was typed. */
export function entryQuery(words: SearchWords, which: 'all' | 'some'): string {
  const chinese = wordsQuery(words, which);
  const terms = [...(chinese ? [chinese] : []), ...words.letters.map(lettersTerm)];
  return terms.join(which === 'all' ? ' & ' : ' | ');
}

/** Takes a search apart; undefined where nothing was typed that could be looked for. */
export function wantedWords(search: string | undefined): SearchWords | undefined {
  const words = searchWordsOf(search?.trim() ?? '');
  return words.chinese.length + words.letters.length > 0 ? words : undefined;
}
