import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { RegionCascader } from '../../../ui/region-cascader.tsx';
import styles from './region-bar.module.css';

interface Props {
  region: string | undefined;
  onRegion: (region: string | undefined) => void;
}

/** From which place one looks. */
export function RegionBar({ region, onRegion }: Props) {
  const { t } = useTranslation('services-guide');
  const id = useId();
  return (
    <div className={styles.bar}>
      <label htmlFor={id}>{t('region')}</label>
      <RegionCascader id={id} value={region} onChange={onRegion} placeholder={t('regionAll')} />
      {region && <span className={styles.hint}>{t('regionKept')}</span>}
    </div>
  );
}
