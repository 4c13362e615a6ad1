import { beginningWith, type Conditions, containing } from '#spine/conditions';
import { syllablesOf } from '#spine/catalogue/pinyin';
import { type SearchWords, searchWordsOf } from '#spine/search/search-words';
import { wordsQuery } from '#spine/search/words-query';

/** What was typed, in the forms in which it is looked for. */
export interface Wanted {
  text: string;
  words: SearchWords;
  /** All of it as letters without blanks: typed, or read from the characters. */
  letters: string;
}

/** Takes a search apart; undefined where nothing was typed that could be looked for. */
export function wantedOf(search: string | undefined): Wanted | undefined {
  const text = search?.trim() ?? '';
  const words = searchWordsOf(text);
  if (words.chinese.length + words.letters.length === 0) return undefined;
  return { text, words, letters: syllablesOf([...words.chinese, ...words.letters].join('')).join('') };
}

/** `exact`: all that was typed is there. `near`: some of it, or something that reads much like it. */
export type Stage = 'exact' | 'near';

/** How much of what was typed must be found again in a row (pg_trgm's word similarity) to count as a typing error. */
export const nearness = 0.5;
/** Fewer letters resemble too much. */
const fewestNearLetters = 4;

type Placeholder = (value: unknown) => string;

function lettersFound(run: string, p: Placeholder): string {
  const anywhere = p(containing(run));
  const first = p(beginningWith(run.toUpperCase()));
  return `(e.pinyin LIKE ${anywhere} OR lower(e.name_en) LIKE ${anywhere} OR e.code LIKE ${first} OR e.base LIKE ${first})`;
}

function exactly({ words }: Wanted, p: Placeholder): string {
  const query = wordsQuery(words, 'all');
  const parts = words.letters.map((run) => lettersFound(run, p));
  if (query) parts.push(`e.words @@ ${p(query)}::tsquery`);
  return parts.join(' AND ');
}

function nearly({ words, letters, text }: Wanted, p: Placeholder): string {
  const query = wordsQuery(words, 'some');
  const parts = query ? [`e.words @@ ${p(query)}::tsquery`] : [];
  if (letters.length >= fewestNearLetters)
    parts.push(`${p(letters)} <% e.pinyin`, `${p(text.toLowerCase())} <% lower(e.name_en)`);
  return parts.length > 0 ? `(${parts.join(' OR ')})` : 'false';
}

/** Narrows to the rows of `services_guide_entry e` that fit. */
export function addMatch(where: Conditions, wanted: Wanted | undefined, stage: Stage): void {
  if (wanted) where.add((p) => (stage === 'exact' ? exactly(wanted, p) : nearly(wanted, p)));
}

/**
 * SQL for how well a row fits: where a word stands (name before other words for it before organ and place before what is
 * asked), a name that is, begins with or holds what was typed, letters with which it begins, and likeness of a typing error.
 */
export function scoreOf(values: Conditions, wanted: Wanted | undefined, stage: Stage): string {
  if (!wanted) return '0::real';
  const p: Placeholder = (value) => values.value(value);
  const { text, words, letters } = wanted;
  const joined = words.letters.join('');
  const query = wordsQuery(words, stage === 'exact' ? 'all' : 'some');
  const parts = [
    ...(query ? [`ts_rank('{0.02,0.1,0.5,1.0}', e.words, ${p(query)}::tsquery)`] : []),
    `(e.name_zh = ${p(text)})::int * 4`,
    `(e.name_zh LIKE ${p(beginningWith(text))})::int * 2`,
    `(e.name_zh LIKE ${p(containing(text))})::int`,
  ];
  if (joined)
    parts.push(
      `(split_part(e.pinyin, ' ', 1) = ${p(joined)} OR split_part(e.pinyin, ' ', 2) = ${p(joined)})::int * 4`,
      `(e.pinyin LIKE ${p(beginningWith(joined))})::int * 2`,
      `(split_part(e.pinyin, ' ', 2) LIKE ${p(beginningWith(joined))})::int * 1.5`,
      `(e.pinyin LIKE ${p(containing(` ${joined}`))})::int * 0.5`,
      `(lower(e.name_en) LIKE ${p(beginningWith(text.toLowerCase()))})::int * 2`,
    );
  if (stage === 'near')
    parts.push(
      `greatest(word_similarity(${p(letters)}, e.pinyin), word_similarity(${p(text.toLowerCase())}, lower(e.name_en))) * 3`,
    );
  return `(${parts.join(' + ')})::real`;
}
