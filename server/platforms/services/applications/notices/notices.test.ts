import { describe, expect, test } from 'vitest';
import type { RegisteredItem } from '#spine/catalogue/registry';
import { documentContent } from '#spine/documents/document-content';
import { applicationEvents } from '../events.ts';
import { type NoticeEvent, type NoticeFacts, noticesOf, noticeTypes } from './notices.ts';

const item = {
  name: { zh: '食品经营许可', en: 'Food business licence' },
  type: '01',
  basis: [{ law: '中华人民共和国食品安全法', article: '第三十五条' }],
} as unknown as RegisteredItem;
const facts: NoticeFacts = {
  item,
  organName: '某区市场监督管理局',
  number: '3'.repeat(43),
  applicant: '演示申请人',
  materialName: (code) => `材料${code}`,
  partName: (code) => `事项${code}`,
  dueOn: '2026年5月1日',
  timeZone: 'Asia/Shanghai',
  demonstration: true,
};
const event = (type: string, data: Record<string, unknown>): NoticeEvent => ({
  seq: 3,
  type,
  at: Date.UTC(2026, 2, 2, 2),
  data,
});
const written = (type: string, data: Record<string, unknown> = {}) => noticesOf(event(type, data), facts);

describe('notices', () => {
  test('given every event that has one, then it is a document that can be issued', () => {
    const data = {
      granted: ['a'],
      denied: ['b'],
      reason: '理由',
      basis: '依据',
      n: 5,
      procedure: 'hearing',
      materials: [],
    };
    for (const type of noticeTypes) {
      const [notice] = written(type, data);
      expect(documentContent.safeParse(notice!.content).error, type).toBeUndefined();
    }
  });

  test('given events of applications, then every type that has a notice is known', () => {
    for (const type of noticeTypes)
      expect(type.startsWith('case.') || Object.hasOwn(applicationEvents, type)).toBe(true);
  });

  test('given corrections of several organs, then one notice lists them all', () => {
    const [notice] = written('services.corrections-told', {
      requests: [
        { part: 'food', reason: '缺少平面图', materials: ['plan'] },
        { part: 'fire', reason: '缺少疏散图', materials: [] },
      ],
    });
    expect(notice!.content.table!.rows).toEqual([
      ['事项food', '材料plan', '缺少平面图'],
      ['事项fire', '—', '缺少疏散图'],
    ]);
  });

  test('given a licence is granted, then the licence comes with the decision; given it is denied, then the way to appeal does', () => {
    const granted = written('case.decided', { outcome: 'granted', reason: '符合条件' });
    expect(granted.map(({ content }) => content.title)).toEqual(['食品经营许可行政决定书', '食品经营许可证']);
    const [denied, ...more] = written('case.decided', { outcome: 'denied', reason: '不符合条件' });
    expect(more).toEqual([]);
    expect(denied!.content.closing!.join()).toContain('行政复议');
  });

  test('given an event without one, then there is none', () => {
    expect(written('services.rated', { stars: 1 })).toEqual([]);
  });
});
