import { useTranslation } from 'react-i18next';
import { usePick } from '../i18n/language.ts';
import tables from '../ui/plain-table.module.css';
import type { ItemDetail } from './answers.ts';
import styles from './item-page.module.css';

/** What has to be handed in. */
export function ItemMaterials({ item }: { item: ItemDetail }) {
  const { t } = useTranslation('portal');
  const pick = usePick();
  return (
    <section className={styles.panel}>
      <h2>{t('item.materials')}</h2>
      {item.materials.length === 0 ? (
        <p className={styles.quiet}>{t('item.noMaterials')}</p>
      ) : (
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t('item.materialName')}</th>
              <th scope="col">{t('item.materialNeed')}</th>
            </tr>
          </thead>
          <tbody>
            {item.materials.map((material) => (
              <tr key={material.code}>
                <th scope="row">{pick(material.name)}</th>
                <td>{t(material.required ? 'item.required' : 'item.optional')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** What it costs, and on what basis. */
export function ItemFees({ item }: { item: ItemDetail }) {
  const { t } = useTranslation('portal');
  const pick = usePick();
  return (
    <section className={styles.panel}>
      <h2>{t('item.fees')}</h2>
      {item.fees.length === 0 ? (
        <p className={styles.quiet}>{t('item.noFees')}</p>
      ) : (
        <div className={tables.scroll}>
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
    </section>
  );
}
