import type { BulletinContent } from '#contract/bulletins';
import { filedWords } from '#spine/search/search-words';
import { weightedVector } from '#spine/search/words-query';
import { bulletinRules } from './bulletin-rules.ts';

/** A bulletin as it is filed: A title, C organ, D text; in both languages. */
export const bulletinVector = (content: BulletinContent, organName: { zh: string; en: string }): string =>
  weightedVector([
    [filedWords(`${content.title} ${content.titleEn}`), 'A'],
    [filedWords(`${organName.zh} ${organName.en}`), 'C'],
    [filedWords(`${plainText(content.text)} ${plainText(content.textEn)}`), 'D'],
  ]);

/** A text without the marks of Markdown, on one line. */
export const plainText = (text: string): string =>
  text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^[\s>]*(#{1,6}|[-*+]|\d+\.)\s+/gm, '')
    .replaceAll(/^[\s|:-]+$/gm, '')
    .replaceAll(/[*_`|]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The beginning of a text, by characters, with a sign where more follows. */
export function excerptOf(text: string): string {
  const characters = [...plainText(text)];
  const most = bulletinRules.excerptCharacters;
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : characters.join('');
}
