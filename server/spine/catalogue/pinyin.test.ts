import { describe, expect, it } from 'vitest';
import { pinyinOf } from './pinyin.ts';

describe('letters for a search by pinyin', () => {
  it.each([
    ['食品经营许可', 'shipinjingyingxuke spjyxk'],
    ['单县', 'shanxian sx'],
    ['乐陵市', 'laolingshi lls'],
    ['莘县', 'shenxian sx'],
    ['单位参保', 'danweicanbao dwcb'],
    ['A类', 'alei al'],
  ])('given %s, then %s', (name, letters) => {
    expect(pinyinOf(name)).toBe(letters);
  });
});
