import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { itemTypes } from '#contract/catalogue';
import { usePick } from '../i18n/language.ts';
import styles from './home-page.module.css';

const kinds = Object.entries(itemTypes).sort(([a], [b]) => a.localeCompare(b));

/** Ways into the catalogue by the kind of power. */
export function KindLinks() {
  const { t } = useTranslation('portal');
  const pick = usePick();
  return (
    <ul className={styles.kinds} aria-label={t('catalogue.type')}>
      {kinds.map(([type, name]) => (
        <li key={type}>
          <Link to="/catalogue" search={{ type }}>
            {pick(name)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
