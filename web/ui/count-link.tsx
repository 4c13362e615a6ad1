import { Link, type LinkProps } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';

/** Whole numbers with thousands set apart, the same in both languages. */
export const countText = (count: number): string => count.toLocaleString('en-US');

interface Props extends Pick<LinkProps, 'to' | 'params'> {
  /** The filter of the list that the number counts. */
  search?: Record<string, unknown>;
  count: number;
  /** What is counted, for those who do not see where the number stands. */
  label: string;
  className?: string;
  style?: CSSProperties;
}

/** A number is a link to what it counts. */
export function CountLink({ to, params, search, count, label, className, style }: Props) {
  const { t } = useTranslation();
  const value = countText(count);
  return (
    <Link
      to={to}
      params={params as never}
      search={search as never}
      className={className}
      style={style}
      aria-label={t('count.open', { what: label, value })}
    >
      {value}
    </Link>
  );
}
