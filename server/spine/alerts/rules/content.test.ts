import { describe, expect, test } from 'vitest';
import { missingContent } from './content.ts';
import { clues, opened, step, type Told } from './story.fixture.ts';

describe('REFUSED_WITHOUT_REASON', () => {
  const refused = (reason?: string): Told => ({
    at: '2026-03-03 10:00',
    type: 'case.not-accepted',
    data: { reason },
  });
  const decided = (outcome: string, reason: string): Told => ({
    at: '2026-03-03 10:00',
    type: 'case.decided',
    data: { outcome, reason },
  });

  test.each([
    [undefined, 0],
    ['不符合条件', 5],
    ['  一二三四五六七八九  ', 9],
    ['…………………………', 0],
  ])('given a refusal with the reason %j, then it is a clue with its %i characters', (reason, n) => {
    expect(clues('REFUSED_WITHOUT_REASON', [opened, refused(reason)])).toMatchObject([
      {
        key: 'REFUSED_WITHOUT_REASON:2',
        level: 'yellow',
        evidence: { outcome: 'not-accepted', reasonCharacters: n, least: 10 },
      },
    ]);
  });

  test('given ten characters, then there is no clue', () => {
    expect(clues('REFUSED_WITHOUT_REASON', [opened, refused('申请材料不属于本机关')])).toEqual([]);
  });

  test('given a denial without a reason, then it is a clue; a grant needs none', () => {
    expect(clues('REFUSED_WITHOUT_REASON', [opened, decided('denied', '')])).toHaveLength(1);
    expect(clues('REFUSED_WITHOUT_REASON', [opened, decided('granted', '')])).toEqual([]);
    expect(clues('REFUSED_WITHOUT_REASON', [opened, decided('not-imposed', '')])).toEqual([]);
  });
});

describe('MISSING_CONTENT', () => {
  const closed = (contents: string[]): Told => ({
    at: '2026-03-06 10:00',
    type: 'case.closed',
    data: { contents },
  });

  test('given a closing without what the item asks for, then one clue names it', () => {
    expect(clues('MISSING_CONTENT', [opened, closed(['summary']), closed([])])).toMatchObject([
      { key: 'MISSING_CONTENT:2', level: 'notice', evidence: { missing: 'decision' } },
    ]);
  });

  test('given a name of what is missing, then people read it; where there is none, the code', () => {
    const contents = ['materials', { code: 'decision', name: { zh: '决定书', en: 'Decision' } }];
    expect(missingContent.nameOf!('missing', 'materials, decision', { contents })).toEqual({
      zh: 'materials、决定书',
      en: 'materials, Decision',
    });
    expect(missingContent.nameOf!('missing', 'decision', {})).toEqual({ zh: 'decision', en: 'decision' });
    expect(missingContent.nameOf!('actor', 'decision', { contents })).toBeUndefined();
  });

  test('given contents that steps and the closing brought together, then there is no clue', () => {
    const review = step('2026-03-03 10:00', 'announce', { contents: ['summary'] });
    expect(clues('MISSING_CONTENT', [opened, review, closed(['decision'])])).toEqual([]);
  });

  test('given a withdrawal, then nothing has to be there', () => {
    expect(clues('MISSING_CONTENT', [opened, { at: '2026-03-03 10:00', type: 'case.withdrawn' }])).toEqual(
      [],
    );
  });
});
