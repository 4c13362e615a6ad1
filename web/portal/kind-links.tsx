import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { itemTypes } from '#contract/catalogue';
import { usePick } from '../i18n/language.ts';
import styles from './home-page.module.css';

const kinds = (Object.keys(itemTypes) as (keyof typeof itemTypes)[])
  .sort()
  .map((type) => [type, itemTypes[type]] as const);

/** Ways into the catalogue by the kind of power. */
export function KindLinks() {
  const { t } = useTranslation('portal');
  const pick = usePick();
  return (
    <ul className={styles.kinds} aria-label={t('home.kinds')}>
      {kinds.map(([type, name]) => (
        <li key={type}>
          <Link to="/services/guide/items" search={{ type: [type] }}>
            {pick(name)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
