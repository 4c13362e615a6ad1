import type { CaseEvent } from '#contract/events';
import { codeOfContent, namesOfContents } from '#contract/item-content';
import type { Rule } from '#spine/alerts/rule';
import { act, clue } from './clue.ts';
import { labels } from './evidence-labels.ts';

/** Class 3: what a case has to hold. */

/** Between the codes of what is missing. */
const between = ', ';

const anyWord = /[\p{L}\p{N}]/u;

/** Length of a reason as a reader counts it; marks alone are no reason. */
function reasonLength(reason: string): number {
  const text = reason.trim();
  return anyWord.test(text) ? [...text].length : 0;
}

/** What was refused and why; null when the event refuses nothing. */
function refusal(event: CaseEvent): { outcome: string; reason: string } | null {
  if (event.type === 'case.not-accepted') return { outcome: 'not-accepted', reason: event.data.reason };
  if (event.type === 'case.decided' && event.data.outcome === 'denied')
    return { outcome: 'denied', reason: event.data.reason };
  return null;
}

export const refusedWithoutReason: Rule = {
  code: 'REFUSED_WITHOUT_REASON',
  title: { zh: '不予受理或不予许可未说明理由', en: 'Refused without a stated reason' },
  ruleClass: 3,
  level: 'yellow',
  basis:
    '地方绩效评估办法的扣分项：不予受理、不予许可未说明理由 (deduction in a local performance measure); 字数为本系统建议 (length proposed by this system)',
  clears: { zh: '补充书面理由及法律依据', en: 'Adding the reason in writing with its legal ground' },
  evidence: labels('outcome', 'reasonCharacters', 'least', 'actor', 'occurredAt', 'recordedAt'),
  parameters: ['leastCharacters'],
  on: ['case.not-accepted', 'case.decided'],
  judge(judged, { leastCharacters }) {
    const refused = refusal(judged.event);
    if (!refused) return null;
    const reasonCharacters = reasonLength(refused.reason);
    if (reasonCharacters >= leastCharacters!) return null;
    return clue(refusedWithoutReason, judged, {
      outcome: refused.outcome,
      reasonCharacters,
      least: leastCharacters!,
      ...act(judged),
    });
  },
};

export const missingContent: Rule = {
  code: 'MISSING_CONTENT',
  title: { zh: '办结时缺少应有内容', en: 'Closed without content that the item asks for' },
  ruleClass: 3,
  level: 'notice',
  basis: '事项目录规定的办件内容 (contents that the catalogue asks of a case)',
  clears: { zh: '补充登记缺少的内容', en: 'Adding what is missing' },
  evidence: labels('missing', 'actor', 'occurredAt', 'recordedAt'),
  nameOf(field, value, { contents = [] }) {
    if (field !== 'missing') return undefined;
    const codes = value.split(between);
    const names = namesOfContents(contents, codes);
    const named = (language: 'zh' | 'en') => codes.map((code) => names[code]?.[language] ?? code);
    return { zh: named('zh').join('、'), en: named('en').join(', ') };
  },
  parameters: [],
  on: ['case.closed'],
  judge(judged) {
    const { before, after, item } = judged;
    if (before === null || before.endedAt !== null) return null;
    const missing = item.contents.map(codeOfContent).filter((code) => !after.contents.includes(code));
    if (missing.length === 0) return null;
    return clue(missingContent, judged, { missing: missing.join(between), ...act(judged) });
  },
};
