import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { bulletinsApi } from '#contract/bulletins';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import styles from './bulletins.module.css';

export const useColumns = () =>
  useEndpoint(bulletinsApi.columns, {}, { staleTime: Number.POSITIVE_INFINITY }).data ?? [];

/** The columns, those below another set in; the chosen one is the page that one is on. */
export function ColumnNav({ region }: { region?: string }) {
  const { t } = useTranslation('bulletins');
  const pick = usePick();
  const columns = useColumns();
  const link = (code: string | undefined, title: string) => (
    <Link
      to="/bulletins"
      search={{ column: code, region }}
      // The page of every column is the same address without one.
      activeOptions={{ includeSearch: true, explicitUndefined: true }}
    >
      {title}
    </Link>
  );
  return (
    <nav className={`${styles.columns} no-print`} aria-label={t('columns')}>
      <ul>
        <li>{link(undefined, t('allColumns'))}</li>
        {columns.map(({ code, parent, name }) => (
          <li key={code} className={parent === null ? undefined : styles.below}>
            {link(code, pick(name))}
          </li>
        ))}
      </ul>
    </nav>
  );
}
