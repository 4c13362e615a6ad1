import type { HolidayNotice } from '#contract/calendar';
import type { LimitUnit } from '#contract/clock';
import type { Bilingual } from '#contract/text';
import { dateText } from '#spine/calendar/civil-date';
import { type Position, scaleOf } from '#spine/clocks/position';

const units: Record<LimitUnit, { zh: string; en: string }> = {
  hour: { zh: '小时', en: 'hour' },
  'working-hour': { zh: '个工作小时', en: 'working hour' },
  'calendar-day': { zh: '日（自然日）', en: 'calendar day' },
  'working-day': { zh: '个工作日', en: 'working day' },
  month: { zh: '个月', en: 'month' },
  year: { zh: '年', en: 'year' },
};

/** What stops a clock (Administrative Licensing Law art. 45), and the time between two passes of a step. */
const pauseNames: Record<string, Bilingual> = {
  hearing: { zh: '听证', en: 'hearing' },
  tender: { zh: '招标', en: 'tender' },
  auction: { zh: '拍卖', en: 'auction' },
  inspection: { zh: '检验', en: 'inspection' },
  testing: { zh: '检测', en: 'testing' },
  quarantine: { zh: '检疫', en: 'quarantine' },
  appraisal: { zh: '鉴定', en: 'appraisal' },
  'expert-review': { zh: '专家评审', en: 'expert review' },
  correction: { zh: '补正', en: 'correction of the application' },
  'between-passes': { zh: '两次办理之间', en: 'between two passes' },
  other: { zh: '其他', en: 'other' },
};

export const pauseName = (kind: string): Bilingual => pauseNames[kind] ?? { zh: kind, en: kind };

/** An amount with its unit; the units of hours come in milliseconds when `scaled`. */
export function amountText(amount: number, unit: LimitUnit, scaled = false): Bilingual {
  const n = scaled ? Math.round((amount / scaleOf(unit)) * 100) / 100 : amount;
  const { zh, en } = units[unit];
  return { zh: `${n}${zh}`, en: `${n} ${en}${n === 1 ? '' : 's'}` };
}

/** `2026-03-16 17:30`; an end at midnight is 24:00. Seconds are left out when there are none. */
export function momentText({ day, time }: Position): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const seconds = Math.floor(time / 1000) % 60;
  const minutes = Math.floor(time / 60_000);
  const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${dateText(day)} ${clock}${seconds ? `:${two(seconds)}` : ''}`;
}

/** The notice in brackets; by its address where the number is not known. */
export function noticeText(notice: HolidayNotice | undefined): Bilingual {
  const named = notice?.number ?? notice?.title ?? notice?.url;
  return named ? { zh: `（${named}）`, en: ` (${named})` } : { zh: '', en: '' };
}

export function daysText(from: string, to: string): Bilingual {
  return from === to ? { zh: from, en: from } : { zh: `${from}至${to}`, en: `${from} to ${to}` };
}

export const inBrackets = (basis: string): Bilingual =>
  basis ? { zh: `，依据：${basis}`, en: `, basis: ${basis}` } : { zh: '', en: '' };
