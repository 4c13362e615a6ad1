import { describe, expect, it } from 'vitest';
import { filedWords, pairsOf, searchWordsOf } from './search-words.ts';
import { weightedVector, wordsQuery } from './words-query.ts';

describe('the words of a search', () => {
  it.each([
    ['怎么办理食品经营许可', ['食品', '经营', '许可'], []],
    ['Shi Pin', [], ['shi', 'pin']],
    ['食品xuke', ['食品'], ['xuke']],
    ['ＡＢＣ', [], ['abc']],
    ['办理', ['办理'], []],
    ['！？', [], []],
  ])('given %s, then %j and %j', (text, chinese, letters) => {
    expect(searchWordsOf(text)).toEqual({ chinese, letters });
  });

  it('given any two neighbours of a text, then it is filed under them', () => {
    expect(filedWords('食品经营许可')).toEqual(
      expect.arrayContaining(['食品', '品经', '经营', '营许', '许可']),
    );
    expect(pairsOf('甲')).toEqual([]);
  });

  it('given words with signs of a query, then they are words and no more', () => {
    expect(wordsQuery({ chinese: ["'|\\"], letters: [] }, 'all')).not.toMatch(/\\|''/);
    expect(
      weightedVector([
        [['a', 'b'], 'A'],
        [['b', 'c'], 'B'],
      ]),
    ).toBe(`'a':1A 'b':2A 'c':3B`);
  });
});
