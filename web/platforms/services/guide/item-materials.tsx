import { useTranslation } from 'react-i18next';
import { type ItemMaterial, materialCopies, materialProviders } from '#contract/item-material';
import { usePick } from '../../../i18n/language.ts';
import tables from '../../../ui/plain-table.module.css';
import type { GuideItem } from './answers.ts';
import styles from './item-page.module.css';
import { Panel } from './panel.tsx';

function Shape({ material }: { material: ItemMaterial }) {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  const { copies, count, electronic } = material;
  const parts = [
    copies && pick(materialCopies[copies]),
    count && t('item.copyCount', { count }),
    electronic !== undefined && t(electronic ? 'item.electronic' : 'item.paper'),
  ];
  return <>{parts.filter(Boolean).join(' · ')}</>;
}

function Files({ material }: { material: ItemMaterial }) {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  const name = pick(material.name);
  return (
    <>
      {(['blank', 'sample'] as const).map((kind) => {
        const address = material[kind];
        return (
          address && (
            <a key={kind} href={address} download aria-label={`${t(`item.${kind}`)}: ${name}`}>
              {t(`item.${kind}`)}
            </a>
          )
        );
      })}
    </>
  );
}

/** What has to be handed in: what it is for, from whom, in which form, forms to download. */
export function ItemMaterials({ item }: { item: GuideItem }) {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  const anyFile = item.materials.some(({ blank, sample }) => blank || sample);
  const anySource = item.materials.some(({ provider }) => provider);
  const anyShape = item.materials.some((one) => one.copies || one.count || one.electronic !== undefined);
  if (item.materials.length === 0)
    return (
      <Panel id="materials" title={t('item.materials')}>
        <p className={styles.quiet}>{t('item.noMaterials')}</p>
      </Panel>
    );
  return (
    <Panel id="materials" title={t('item.materials')}>
      <div className={tables.scroll} tabIndex={0} role="group" aria-labelledby="materials-title">
        <table className={`${tables.table} ${styles.materials}`}>
          <thead>
            <tr>
              <th scope="col">{t('item.materialName')}</th>
              <th scope="col">{t('item.materialNeed')}</th>
              {anySource && <th scope="col">{t('item.provider')}</th>}
              {anyShape && <th scope="col">{t('item.copies')}</th>}
              {anyFile && <th scope="col">{t('item.files')}</th>}
            </tr>
          </thead>
          <tbody>
            {item.materials.map((material) => (
              <tr key={material.code}>
                <th scope="row">
                  {pick(material.name)}
                  {material.description && (
                    <span className={styles.detail}>{pick(material.description)}</span>
                  )}
                </th>
                <td>{t(material.required ? 'item.required' : 'item.optional')}</td>
                {anySource && <td>{material.provider && pick(materialProviders[material.provider])}</td>}
                {anyShape && (
                  <td>
                    <Shape material={material} />
                  </td>
                )}
                {anyFile && (
                  <td>
                    <Files material={material} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
