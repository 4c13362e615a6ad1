import { useTranslation } from 'react-i18next';
import { useRequired } from '../../../workbench/ui/use-required.ts';

/** As the contract's `amount`, without a sign, said in the reader's language. */
const pattern = /^\s*\d{1,14}(\.\d{1,2})?\s*$/;

/** The rules of a field that holds an amount in yuan. */
export function useAmountRules() {
  const { t } = useTranslation('services-assets');
  const required = useRequired();
  return (field: string) => [...required(field), { pattern, message: t('vouchers.amountHint') }];
}
