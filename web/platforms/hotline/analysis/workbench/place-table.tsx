import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '#contract/hotline/analysis';
import { usePick } from '../../../../i18n/language.ts';
import styles from '../../../../ui/plain-table.module.css';

/** Divisions below by how many; a county leads on to its towns. */
export function PlaceTable({ analysis }: { analysis: Analysis }) {
  const { t } = useTranslation('hotline-analysis');
  const pick = usePick();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div role="group" className={styles.scroll} aria-label={t('places.title')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('places.name')}</th>
            <th scope="col">{t('received')}</th>
          </tr>
        </thead>
        <tbody>
          {analysis.places.map(({ region, name, kind, count }) => (
            <tr key={region}>
              <th scope="row">
                {kind === 'residual' ? (
                  t('places.residual', { name: pick(name) })
                ) : (
                  <Link to="/workbench/hotline/analysis" search={(now) => ({ ...now, region }) as never}>
                    {pick(name)}
                  </Link>
                )}
              </th>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
