import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inRange, parseChinese, parseIso } from './civil-time.ts';

describe('given the text of a date', () => {
  it.each([
    ['2011-10-11T13:42:22.688+02:00', Date.UTC(2011, 9, 11, 13, 42, 22, 688), 120],
    ['2011-10-11T13:42:22Z', Date.UTC(2011, 9, 11, 13, 42, 22), 0],
    ['2011-10-11T13:42:22-0530', Date.UTC(2011, 9, 11, 13, 42, 22), -330],
    ['2011-10-11T13:42:22.123456789', Date.UTC(2011, 9, 11, 13, 42, 22, 123), undefined],
    ['2011-10-11 13:42', Date.UTC(2011, 9, 11, 13, 42), undefined],
    ['2011-10-11T24:00:00', Date.UTC(2011, 9, 12), undefined],
    ['2012-02-29T00:00:00', Date.UTC(2012, 1, 29), undefined],
    ['0099-01-01T00:00:00', -59_042_995_200_000, undefined],
  ])('when it is %s then it is that civil time', (text, civil, offset) => {
    const expected = offset === undefined ? { civil } : { civil, offset };
    expect(parseIso(text)).toEqual(expected);
  });

  it.each([
    '',
    'yesterday',
    '2011-02-29',
    '2011-13-01',
    '2011-10-11T25:00:00',
    '2011-10-11T13:60:00',
    '2011-10-11T13:42:22.',
    '2011-10-11T13:42:22+15:00',
    '2011-10-11T13:42:22Zulu',
    '2002-0530T09:30:10Z',
    '11-10-2011',
  ])('when it is %j then it is none', (text) => {
    expect(parseIso(text)).toBeUndefined();
  });

  it.each([
    ['2024年1月2日', Date.UTC(2024, 0, 2), true],
    ['2024年01月02日 3时04分', Date.UTC(2024, 0, 2, 3, 4), undefined],
    ['2024/1/2', Date.UTC(2024, 0, 2), true],
    ['2024.1.2 3:04:05', Date.UTC(2024, 0, 2, 3, 4, 5), undefined],
    ['2024年2月30日', undefined, undefined],
  ])('when it is %s then it is read as people write it in China', (text, civil, wholeDay) => {
    if (civil === undefined) expect(parseChinese(text)).toBeUndefined();
    else expect(parseChinese(text)).toEqual(wholeDay ? { civil, wholeDay } : { civil });
  });

  it('when any instant is written in RFC 3339 then it is read back', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(parseIso(date.toISOString())).toEqual({ civil: date.getTime(), offset: 0 });
        },
      ),
    );
  });

  it('when it lies before 1949-10-01 or after 2200 then it is out of range', () => {
    const read = (text: string) => inRange(parseIso(text)!);
    expect(['1948-12-31', '1949-09-30', '2201-01-01'].map(read)).toEqual([false, false, false]);
    expect(['1949-10-01', '2200-12-31'].map(read)).toEqual([true, true]);
  });
});
