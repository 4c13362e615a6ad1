import { readFileSync } from 'node:fs';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';
import { z } from 'zod';

const file = new URL('../../../reference/search/search-words.json', import.meta.url);
const searchWords = z.object({ words: z.array(z.string()) });

const chinese = /\p{Script=Han}/u;
const runs = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;

let jieba: Jieba | undefined;
/** Made when it is first needed: the dictionary takes some tenths of a second to read. */
const cutter = (): Jieba => (jieba ??= Jieba.withDict(dict));

let idle: Set<string> | undefined;
const idleWords = (): Set<string> =>
  (idle ??= new Set(searchWords.parse(JSON.parse(readFileSync(file, 'utf8'))).words));

/** Every two characters that stand side by side, so that two characters are found wherever the dictionary cuts. */
export function pairsOf(text: string): string[] {
  const characters = [...text];
  return characters.slice(1).map((character, n) => `${characters[n]}${character}`);
}

/** The words under which a text is filed: as jieba cuts it for search, and its pairs of characters; small letters. */
export function filedWords(text: string): string[] {
  const words = (text.toLowerCase().match(runs) ?? []).flatMap((run) =>
    chinese.test(run) ? [...cutter().cutForSearch(run, true), ...pairsOf(run)] : [run],
  );
  return [...new Set(words)];
}

/** A text cut into words in their order: Chinese as jieba cuts it, letters and digits as they stand; one list for each run. */
export function cutRuns(text: string): string[][] {
  const found = text.normalize('NFKC').toLowerCase().match(runs) ?? [];
  return found.map((run) => (chinese.test(run) ? cutter().cut(run, true) : [run]));
}

/** A search as it is looked for: Chinese words, and runs of letters and digits. Words that say nothing are left out. */
export interface SearchWords {
  chinese: string[];
  letters: string[];
}

/** Takes a search apart. Letters that stand side by side with blanks, as in “shi pin”, are one run. */
export function searchWordsOf(search: string): SearchWords {
  const text = search.normalize('NFKC').toLowerCase();
  const words = { chinese: [] as string[], letters: [] as string[] };
  for (const run of text.match(runs) ?? []) {
    if (chinese.test(run)) words.chinese.push(...cutter().cut(run, true));
    else words.letters.push(run);
  }
  const telling = (list: string[]) => list.filter((word) => !idleWords().has(word));
  const kept = { chinese: telling(words.chinese), letters: telling(words.letters) };
  const unique = ({ chinese, letters }: SearchWords) => ({
    chinese: [...new Set(chinese)],
    letters: [...new Set(letters)],
  });
  return unique(kept.chinese.length + kept.letters.length > 0 ? kept : words);
}
