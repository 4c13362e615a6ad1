import { describe, expect, it } from 'vitest';
import { civilText, relativeText } from './moment.ts';

describe('times as they are shown', () => {
  it('given an instant late in the day of UTC, when shown in Shanghai, then it is the next civil day', () => {
    expect(civilText('2026-03-01T18:05:09Z', 'Asia/Shanghai')).toBe('2026-03-02 02:05');
    expect(civilText('2026-03-01T18:05:09Z', 'Asia/Shanghai', 'day')).toBe('2026-03-02');
    expect(civilText('2026-03-01T18:05:09Z', 'UTC', 'second')).toBe('2026-03-01 18:05:09');
  });

  it('given midnight, when shown, then the hour is 00 and not 24', () => {
    expect(civilText('2026-03-01T16:00:00Z', 'Asia/Shanghai')).toBe('2026-03-02 00:00');
  });

  it('given an instant before or after now, when put relatively, then the largest unit that fits is used', () => {
    const now = Date.parse('2026-03-10T00:00:00Z');
    expect(relativeText('2026-03-07T00:00:00Z', now, 'en')).toBe('3 days ago');
    expect(relativeText('2026-03-10T05:59:00Z', now, 'en')).toBe('in 5 hours');
    expect(relativeText('2026-03-07T00:00:00Z', now, 'zh')).toBe('3天前');
  });
});
