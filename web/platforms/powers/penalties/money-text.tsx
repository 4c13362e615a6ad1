import { useLanguage } from '../../../i18n/language.ts';
import { formatYuan } from '../../../ui/yuan.tsx';

/** An amount of decimal text in the reader's language; a dash for none. */
export function MoneyText({ amount }: { amount: string | null }) {
  const { language } = useLanguage();
  if (amount === null) return '—';
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
      {formatYuan(amount, language)}
    </span>
  );
}
