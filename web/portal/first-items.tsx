import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { catalogueApi } from '#contract/catalogue-api';
import { useEndpoint } from '../api.ts';
import { usePick } from '../i18n/language.ts';
import { useLimitText } from '../ui/limit-text.tsx';
import styles from './home-page.module.css';

/** The first items of the catalogue with the time they promise; nothing while they cannot be read. */
export function FirstItems() {
  const { t } = useTranslation('portal');
  const pick = usePick();
  const write = useLimitText();
  const items = useEndpoint(catalogueApi.listItems, { query: { pageSize: 4 } });
  return (
    <ul className={styles.first} aria-label={t('catalogue.results')}>
      {items.data?.rows.map(({ code, name, limits }) => (
        <li key={code}>
          <Link to="/catalogue/$code" params={{ code }}>
            {pick(name)}
          </Link>
          {(limits.promised ?? limits.legal) && <span>{write((limits.promised ?? limits.legal)!)}</span>}
        </li>
      ))}
    </ul>
  );
}
