import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { englishRegionName, joinSyllables, type PinyinEntries } from './english-region-names.ts';

const entries: PinyinEntries = JSON.parse(
  readFileSync(new URL('../reference/regions/pinyin.json', import.meta.url), 'utf8'),
);

describe('English names of divisions', () => {
  it.each([
    ['泰安市', "Tai'an City"],
    ['台儿庄区', "Tai'erzhuang District"],
    ['东阿县', "Dong'e County"],
    ['单县', 'Shanxian County'],
    ['莒县', 'Juxian County'],
    ['乐陵市', 'Laoling City'],
    ['昌乐县', 'Changle County'],
    ['芝罘区', 'Zhifu District'],
    ['郯城县', 'Tancheng County'],
    ['鄄城县', 'Juancheng County'],
    ['茌平区', 'Chiping District'],
    ['兖州区', 'Yanzhou District'],
    ['莘亭街道', 'Shenting Subdistrict'],
    ['四女寺镇', 'Sinüsi Town'],
    ['翟镇', 'Zhaizhen Town'],
    ['大水泊镇', 'Dashuipo Town'],
  ])('given %s, then it is %s', (name, english) => {
    expect(englishRegionName('370000000001', name, entries)).toBe(english);
  });

  it('given a development zone, then its own entry is used', () => {
    expect(englishRegionName('371073000000', '威海临港经济技术开发区', entries)).toBe(
      'Weihai Lingang Economic and Technological Development Zone',
    );
  });

  it('given a name without a known ending and without an entry, then there is none', () => {
    expect(englishRegionName('370000000001', '某某服务中心', entries)).toBeUndefined();
  });

  it('given syllables that begin with a vowel, then only those inside the word take an apostrophe', () => {
    expect(joinSyllables(['e', 'zhou'])).toBe('Ezhou');
    expect(joinSyllables(['xi', 'an'])).toBe("Xi'an");
  });

  it('given the own readings, then each has one syllable per character', () => {
    for (const [stem, reading] of Object.entries(entries.readings)) {
      expect(reading.split(' '), stem).toHaveLength(stem.length);
    }
  });
});
