import { readFileSync } from 'node:fs';
import { customPinyin, pinyin } from 'pinyin-pro';

const ownEntries = new URL('../../../reference/regions/pinyin.json', import.meta.url);
let prepared = false;

/**
 * Places of Shandong that a general dictionary reads wrong: 单县 is shan, 乐陵 lao. A reading of one character holds for the
 * county of that name alone, since 单 in 单位 is dan.
 */
function prepare(): void {
  if (prepared) return;
  const { readings } = JSON.parse(readFileSync(ownEntries, 'utf8')) as { readings: Record<string, string> };
  const entries = Object.entries(readings).map(([name, reading]) =>
    name.length === 1 ? [`${name}县`, `${reading} xian`] : [name, reading],
  );
  customPinyin(Object.fromEntries(entries) as Record<string, string>);
  prepared = true;
}

/** The syllables of a text without tones; what is no Chinese character stands as it is, letter by letter. */
export function syllablesOf(text: string): string[] {
  prepare();
  return pinyin(text, { toneType: 'none', type: 'array' }).map((one) => one.toLowerCase());
}

/** Letters for a search by pinyin: full syllables and initials, as people type either. */
export function pinyinOf(name: string): string {
  const syllables = syllablesOf(name);
  return `${syllables.join('')} ${syllables.map((one) => one[0] ?? '').join('')}`;
}
