import { useTranslation } from 'react-i18next';
import type { Limit } from '#contract/catalogue';

/** Writes a time limit: "5 working days". */
export function useLimitText(): (limit: Pick<Limit, 'n' | 'unit'>) => string {
  const { t } = useTranslation('terms');
  return ({ n, unit }) => t(`unit.${unit}`, { count: n });
}

/** A time limit with its note. */
export function LimitText({ limit }: { limit: Limit | undefined }) {
  const write = useLimitText();
  if (!limit) return <span aria-hidden="true">—</span>;
  return <span title={limit.note}>{write(limit)}</span>;
}
