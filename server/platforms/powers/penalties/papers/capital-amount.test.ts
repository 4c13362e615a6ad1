import { describe, expect, test } from 'vitest';
import { capitalAmount, withCapitals } from './capital-amount.ts';

describe('an amount in capitals', () => {
  test.each([
    ['0', '零元整'],
    ['5000.00', '伍仟元整'],
    ['12345.60', '壹万贰仟叁佰肆拾伍元陆角'],
    ['1005.08', '壹仟零伍元零捌分'],
    ['100000', '壹拾万元整'],
    ['1000005', '壹佰万零伍元整'],
    ['10000000000', '壹佰亿元整'],
    ['100200003000', '壹仟零贰亿零叁仟元整'],
    ['0.45', '肆角伍分'],
    ['20.30', '贰拾元叁角'],
  ])('given %s, then it is %s', (amount, said) => expect(capitalAmount(amount)).toBe(said));

  test('given what is confiscated and fined, then each amount in yuan has its capitals beside it, once', () => {
    const text = withCapitals('没收违法所得 12,345.60 元，罚款人民币5000.00元');
    expect(text).toBe(
      '没收违法所得 12,345.60 元（大写：人民币壹万贰仟叁佰肆拾伍元陆角），罚款人民币5000.00元（大写：人民币伍仟元整）',
    );
    expect(withCapitals(text)).toBe(text);
  });

  test('given goods, days and amounts in 万元, then they stand as they were written', () => {
    const text = '没收电子秤 2 台，责令停业 3 日，货值 1.5 万元';
    expect(withCapitals(text)).toBe(text);
  });
});
