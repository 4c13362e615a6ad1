import type { Highlighted } from '#contract/services/guide';
import type { SearchWords } from '#spine/search/search-words';
import { syllablesOf } from '#spine/catalogue/pinyin';

const chinese = /\p{Script=Han}/u;

/** Marks in `hits` every place where the letters are read in the characters: as full syllables from one character on, or as initials. */
function markPinyin(characters: readonly string[], letters: string, hits: boolean[]): void {
  const syllables = characters.map((one) => (chinese.test(one) ? (syllablesOf(one)[0] ?? one) : one));
  const whole = syllablesOf(characters.join(''));
  const read = whole.length === characters.length ? whole : syllables;
  for (let from = 0; from < read.length; from++) {
    let rest = letters;
    let at = from;
    while (rest !== '' && at < read.length && rest.startsWith(read[at]!))
      rest = rest.slice(read[at++]!.length);
    // The last syllable may still be being typed.
    const begun = rest !== '' && at > from && at < read.length && read[at]!.startsWith(rest);
    if (rest === '' || begun) hits.fill(true, from, begun ? at + 1 : at);
    const initials = read.slice(from, from + letters.length).map((one) => one[0]);
    if (letters.length > 1 && initials.join('') === letters) hits.fill(true, from, from + letters.length);
  }
}

/** Characters, not code units. */
const countOf = (text: string): number => Array.from(text).length;

function markText(characters: readonly string[], word: string, hits: boolean[]): void {
  const text = characters.join('').toLowerCase();
  // Small letters of some scripts are more characters than their capitals.
  if (countOf(text) !== characters.length) return;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
    hits.fill(true, countOf(text.slice(0, at)), countOf(text.slice(0, at + word.length)));
}

/** A text in pieces with what was searched for marked: words as they stand, letters also as pinyin or initials. */
export function highlight(text: string, { chinese: words, letters }: SearchWords): Highlighted {
  const characters = [...text];
  const hits = characters.map(() => false);
  for (const word of [...words, ...letters]) markText(characters, word, hits);
  if (chinese.test(text))
    for (const run of new Set([...letters, letters.join('')])) if (run) markPinyin(characters, run, hits);
  const pieces: Highlighted = [];
  for (const [n, character] of characters.entries()) {
    const last = pieces.at(-1);
    if (last && last.hit === hits[n]) last.text += character;
    else pieces.push({ text: character, hit: hits[n]! });
  }
  return pieces;
}
