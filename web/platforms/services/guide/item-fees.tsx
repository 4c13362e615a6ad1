import { useTranslation } from 'react-i18next';
import { usePick } from '../../../i18n/language.ts';
import tables from '../../../ui/plain-table.module.css';
import type { GuideItem } from './answers.ts';
import styles from './item-page.module.css';
import { Panel } from './panel.tsx';

/** What it costs, and on what basis. */
export function ItemFees({ item }: { item: GuideItem }) {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  return (
    <Panel id="fees" title={t('item.fees')}>
      {item.fees.length === 0 ? (
        <p className={styles.quiet}>{t('item.noFees')}</p>
      ) : (
        <div className={tables.scroll} tabIndex={0} role="group" aria-labelledby="fees-title">
          <table className={tables.table}>
            <thead>
              <tr>
                <th scope="col">{t('item.feeName')}</th>
                <th scope="col" className={tables.number}>
                  {t('item.feeAmount')}
                </th>
                <th scope="col">{t('item.feeBasis')}</th>
              </tr>
            </thead>
            <tbody>
              {item.fees.map((fee) => (
                <tr key={fee.code}>
                  <th scope="row">{pick(fee.name)}</th>
                  <td className={tables.number}>{fee.amount}</td>
                  <td>{fee.basis}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
