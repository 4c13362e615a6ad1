import { pinyin } from 'pinyin-pro';

/** Own entries, see `reference/regions/pinyin.json`. */
export interface PinyinEntries {
  /** Name without its generic ending → syllables without tones, separated by spaces. */
  readings: Record<string, string>;
  /** Division code → whole English name, where no pattern gives one. */
  english: Record<string, string>;
}

/** Endings of Chinese division names and how they read and translate; the first that fits counts. */
const generics: readonly { zh: string; syllables: string; en: string }[] = [
  { zh: '街道', syllables: 'jie dao', en: 'Subdistrict' },
  { zh: '新区', syllables: 'xin qu', en: 'New Area' },
  { zh: '市', syllables: 'shi', en: 'City' },
  { zh: '区', syllables: 'qu', en: 'District' },
  { zh: '县', syllables: 'xian', en: 'County' },
  { zh: '镇', syllables: 'zhen', en: 'Town' },
  { zh: '乡', syllables: 'xiang', en: 'Township' },
];

/**
 * The English name of a division: pinyin of the proper part and a translated ending (历城区 → Licheng District).
 * A one-character name keeps its ending as well (莒县 → Juxian County), as the transcription rules for Chinese
 * place names have it. Undefined when neither a pattern nor an own entry fits.
 */
export function englishRegionName(code: string, name: string, entries: PinyinEntries): string | undefined {
  const own = entries.english[code];
  if (own !== undefined) return own;
  const generic = generics.find(({ zh }) => name.endsWith(zh) && name.length > zh.length);
  if (generic === undefined) return undefined;
  const stem = name.slice(0, -generic.zh.length);
  const syllables = entries.readings[stem]?.split(' ') ?? readSyllables(stem);
  if (stem.length === 1) syllables.push(...generic.syllables.split(' '));
  return `${joinSyllables(syllables)} ${generic.en}`;
}

function readSyllables(stem: string): string[] {
  return pinyin(stem, { type: 'array', toneType: 'none' });
}

/** Writes syllables as one word with a capital; an apostrophe before a, e, o inside it (Tai'an). */
export function joinSyllables(syllables: readonly string[]): string {
  const word = syllables.map((syllable, at) =>
    at > 0 && /^[aeo]/.test(syllable) ? `'${syllable}` : syllable,
  );
  const joined = word.join('');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}
