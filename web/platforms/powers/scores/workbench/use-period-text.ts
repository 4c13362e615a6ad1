import { useTranslation } from 'react-i18next';

/** A period in the reader's language: 2026 年 10 月, 2026 年第 4 季度. */
export function usePeriodText(): (period: string) => string {
  const { t } = useTranslation('powers-scores');
  return (period) => {
    const [year, part] = period.split('-');
    if (part === undefined) return t('yearOf', { year });
    if (part.startsWith('Q')) return t('quarterOf', { year, n: part[1] });
    if (part === 'H1' || part === 'H2') return t(`halfOf.${part}`, { year });
    return t('monthOf', { year, month: Number(part) });
  };
}
