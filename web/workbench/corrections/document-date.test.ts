import { describe, expect, it } from 'vitest';
import { documentDate } from './document-date.ts';

describe('the date of a document', () => {
  it('given a day below ten, when written in Chinese, then no zero leads', () => {
    expect(documentDate('2026-03-02T01:00:00Z', 'zh', 'Asia/Shanghai')).toBe('2026年3月2日');
    expect(documentDate('2026-12-31T01:00:00Z', 'zh', 'Asia/Shanghai')).toBe('2026年12月31日');
  });
  it('given the evening in UTC, when written for Shanghai, then it is the next day', () => {
    expect(documentDate('2026-03-01T16:30:00Z', 'en', 'Asia/Shanghai')).toBe('2 March 2026');
  });
});
