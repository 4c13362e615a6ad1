const quarters = ['一', '二', '三', '四'];

/** A period as a Chinese document names it: 2026年10月, 2026年第四季度, 2026年下半年, 2026年度. */
export function periodTextZh(period: string): string {
  const [year = '', part] = period.split('-');
  if (part === undefined) return `${year}年度`;
  if (part.startsWith('Q')) return `${year}年第${quarters[Number(part[1]) - 1]!}季度`;
  if (part.startsWith('H')) return `${year}年${part === 'H1' ? '上' : '下'}半年`;
  return `${year}年${Number(part)}月`;
}
