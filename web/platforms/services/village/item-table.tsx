import { useTranslation } from 'react-i18next';
import type { DisclosedItem } from '#contract/services/village';
import { useLanguage } from '../../../i18n/language.ts';
import tables from '../../../ui/plain-table.module.css';
import { formatYuan } from '../../../ui/yuan.tsx';

/** Items and amounts with their exact sum, which the server reckons. */
export function ItemTable({ items, total, label }: { items: DisclosedItem[]; total: string; label: string }) {
  const { t } = useTranslation('services-village');
  const { language } = useLanguage();
  if (items.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={label}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t('disclosure.item')}</th>
            <th scope="col" className={tables.number}>
              {t('disclosure.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ name, amount }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two items may have the same name
            <tr key={index}>
              <th scope="row">{name}</th>
              <td className={tables.number}>{formatYuan(amount, language)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('disclosure.total')}</th>
            <td className={tables.number}>{formatYuan(total, language)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
