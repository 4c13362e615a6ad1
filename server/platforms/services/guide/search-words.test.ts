import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight } from './highlight.ts';
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

describe('marking what was found', () => {
  const marked = (text: string, search: string) =>
    highlight(text, searchWordsOf(search))
      .filter(({ hit }) => hit)
      .map((piece) => piece.text);

  it.each([
    ['食品经营许可', '经营', ['经营']],
    ['食品经营许可', 'jingying', ['经营']],
    ['食品经营许可', 'jingyi', ['经营']],
    ['食品经营许可', 'spjy', ['食品经营']],
    ['食品经营许可', 'shi pin', ['食品']],
    ['单县食品', 'shanxian', ['单县']],
    ['Food business licence', 'BUSINESS', ['business']],
    ['食品经营许可', 'zzz', []],
  ])('given %s and %s, then %j', (text, search, pieces) => {
    expect(marked(text, search)).toEqual(pieces);
  });

  it('given any text and search, then the pieces are the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, search) => {
        const pieces = highlight(text, searchWordsOf(search));
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      }),
    );
  });
});
