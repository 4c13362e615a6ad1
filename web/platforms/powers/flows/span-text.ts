import { useTranslation } from 'react-i18next';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Writes a span of time as people say it: minutes under an hour, hours under two days, else days. */
export function useSpanText(): (span: number | null) => string {
  const { t } = useTranslation('powers-flows');
  const figure = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
  return (span) => {
    if (span === null) return '–';
    if (span < hour) return t('span.minutes', { n: figure(Math.round(span / minute)) });
    if (span < 2 * day) return t('span.hours', { n: figure(span / hour) });
    return t('span.days', { n: figure(span / day) });
  };
}

/** A share as percent with one place; 99.96 % is not 100. */
export function percentText(share: number | null): string {
  if (share === null) return '–';
  const percent = share * 100;
  const shown = percent < 100 && percent > 99.9 ? 99.9 : percent;
  return `${shown.toLocaleString('en-US', { maximumFractionDigits: 1 })}%`;
}
