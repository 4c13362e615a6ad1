import { useLanguage } from '../../../i18n/language.ts';
import { formatYuan } from '../../../ui/yuan.tsx';

/** An amount in the reader's language, its digits of one width. */
export function MoneyText({ amount }: { amount: string }) {
  const { language } = useLanguage();
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
      {formatYuan(amount, language)}
    </span>
  );
}
