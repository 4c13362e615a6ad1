import type { KnowledgeContent } from '#contract/hotline/knowledge';
import { filedWords } from '#spine/search/search-words';
import { weightedVector } from '#spine/search/words-query';

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
