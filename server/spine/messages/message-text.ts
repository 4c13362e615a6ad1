import type { Bilingual } from '#contract/text';
import { ruleTitle } from '#spine/alerts/alert-queries';
import { zoneOf } from '#spine/calendar/zone';
import { alarmFigures, alarmName } from '#spine/watch/alarm-words';
import type { AlarmContent } from '#spine/watch/tell-administrators';
import type { MessageContent } from './follow-alerts.ts';

const levels: Record<number, Bilingual> = {
  1: { zh: '提示', en: 'Notice' },
  2: { zh: '黄牌', en: 'Yellow card' },
  3: { zh: '红牌', en: 'Red card' },
};

const civil = (at: string): string =>
  new Date(zoneOf('Asia/Shanghai').localOf(Date.parse(at))).toISOString().slice(0, 16).replace('T', ' ');

/** A message in words, Chinese first: a clue and where to look, nothing of the applicant. */
export function messageText(
  content: MessageContent,
  {
    level,
    occasion,
    address,
    alertId,
  }: { level: number; occasion: string; address: string | null; alertId: string },
): { subject: string; text: string } {
  const title = ruleTitle(content.rule);
  const name = levels[level]!;
  const escalated = occasion.startsWith('escalated');
  const head = escalated ? { zh: '升级督办', en: 'Escalated' } : name;
  const link = address ? `${address.replace(/\/$/, '')}/workbench/alerts/${alertId}` : null;
  return {
    subject: `【明镜】${head.zh}：${title.zh}（${content.caseNumber}）`,
    text: [
      `${head.zh}：${title.zh}`,
      `办件：${content.caseNumber}`,
      `事项：${content.itemName.zh}`,
      `机关：${content.organName.zh}`,
      `时间：${civil(content.firedAt)}`,
      '预警为线索，不是结论，请在工作台核实处理。',
      '',
      `${head.en}: ${title.en}`,
      `Case ${content.caseNumber}, ${content.itemName.en}, ${content.organName.en}`,
      'An alert is a clue, not a finding. Please look into it in the workbench.',
      ...(link ? ['', link] : []),
    ].join('\n'),
  };
}

/** An alarm about the system itself in words, Chinese first. */
export function alarmText(
  { subject, value, bound }: AlarmContent,
  { level, address }: { level: number; address: string | null },
): { subject: string; text: string } {
  const name = alarmName(subject);
  const figures = alarmFigures(subject, value, bound);
  const grave = level === 3 ? { zh: '严重', en: 'Grave' } : { zh: '警告', en: 'Warning' };
  const link = address ? `${address.replace(/\/$/, '')}/workbench/operations` : null;
  return {
    subject: `【明镜】系统运行${grave.zh}：${name.zh}`,
    text: [
      `系统运行${grave.zh}：${name.zh}`,
      figures.zh,
      '',
      `${grave.en}, about the system itself: ${name.en}`,
      figures.en,
      ...(link ? ['', link] : []),
    ].join('\n'),
  };
}
