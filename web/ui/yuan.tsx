import type { Language } from '../i18n/language.ts';

/** An amount of decimal text with thousands set apart and two places: the digits are moved, never computed. */
export function formatYuan(text: string, language: Language): string {
  const [, sign = '', whole = '0', cents = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const written = `${sign}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${cents.padEnd(2, '0')}`;
  return language === 'zh' ? `${written} 元` : `¥${written}`;
}
