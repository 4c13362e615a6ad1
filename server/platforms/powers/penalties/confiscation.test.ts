import { describe, expect, test } from 'vitest';
import { measuresText } from './papers/papers.ts';
import { imposed, noticed, registered, tell } from './penalty.fixture.ts';
import type { PenaltyEvent } from './penalty.ts';
import { evolve } from './state.ts';

const kinds = ['fine' as const, 'confiscation' as const];
const noticeOf = (entry: object) => tell(noticed({ kinds, ...entry })).state.notice;
const gainsRefused = expect.objectContaining({
  code: 'field-invalid',
  about: expect.objectContaining({ field: 'gains' }),
});

describe('what is confiscated', () => {
  test('given an amount, then it is kept exactly, to the cent, with the goods beside it, in notice and decision', () => {
    const confiscated = { kinds, gains: '12345.6', goods: '不合格电子秤 2 台' };
    const { notice, decision } = tell(imposed(confiscated, confiscated)).state;
    const kept = { gains: '12345.60', goods: '不合格电子秤 2 台', fine: '1000.00' };
    expect(notice).toMatchObject(kept);
    expect(decision).toMatchObject(kept);
  });

  test('given gains alone or goods alone, then that is enough', () => {
    expect(noticeOf({ gains: '0.01' })).toMatchObject({ gains: '0.01' });
    expect(noticeOf({ goods: '电子秤 2 台' })).not.toHaveProperty('gains');
  });

  test.each([
    ['neither amount nor goods', { kinds, content: '没收违法所得 500 元' }],
    ['an amount and nothing confiscated', { kinds: ['fine'], gains: '500' }],
    ['goods and nothing confiscated', { kinds: ['fine'], goods: '电子秤' }],
  ])('given %s, then it is refused', (_, entry) => {
    let thrown: unknown;
    try {
      noticeOf(entry);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toEqual(gainsRefused);
  });

  test.each(['约五百', '0.00', '-5', '1.005', '1,000'])(
    'given %s as an amount, then it is refused',
    (gains) => {
      expect(() => noticeOf({ gains })).toThrow();
    },
  );

  test('given a notice of before, which told it in words, then its state is as it was', () => {
    const old: PenaltyEvent = {
      type: 'powers.notice-given',
      data: {
        actor: 'officer-1',
        kinds: ['confiscation'],
        content: '没收违法所得 500.00 元',
        hearingRight: true,
        hearingUntil: '2026-03-17T16:00:00.000Z',
      },
    };
    const { notice } = evolve(evolve(null, registered(), 0), old, 1);
    expect(Object.keys(notice!).toSorted()).toEqual(
      ['at', 'content', 'fine', 'hearingRight', 'hearingUntil', 'kinds', 'waived'].toSorted(),
    );
    expect(measuresText(old.data)).toBe(
      '没收违法所得、非法财物。没收违法所得 500.00 元（大写：人民币伍佰元整）',
    );
  });

  test('given a paper, then gains stand in figures and capitals, goods in words', () => {
    expect(
      measuresText({
        kinds,
        fine: '1000.00',
        gains: '12345.60',
        goods: '电子秤 2 台',
        content: '责令停业 3 日',
      }),
    ).toBe(
      '罚款人民币1000.00元（大写：人民币壹仟元整），没收违法所得人民币12345.60元（大写：人民币壹万贰仟叁佰肆拾伍元陆角），没收非法财物：电子秤 2 台。责令停业 3 日',
    );
  });
});
