import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchWordsOf } from '#spine/search/search-words';
import { highlight } from './highlight.ts';

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
