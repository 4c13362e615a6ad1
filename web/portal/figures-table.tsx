import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePick } from '../i18n/language.ts';
import tables from '../ui/plain-table.module.css';
import type { Figures } from './answers.ts';
import styles from './figures-page.module.css';
import { useToldText } from './told-text.ts';

type Cells = Figures['total'];
const counters = ['received', 'notice', 'yellow', 'red'] as const;

function Row({ cells, most }: { cells: Cells; most?: number }) {
  const told = useToldText();
  return counters.map((counter) => {
    const count = cells[counter];
    return (
      <td key={counter} className={`${tables.number} ${count === null ? styles.hidden : ''}`}>
        {told(count)}
        {counter === 'received' && most !== undefined && count !== null && (
          <span
            className={styles.bar}
            style={{ width: `${(100 * count) / Math.max(1, most)}%`, marginLeft: 'auto' }}
            aria-hidden="true"
          />
        )}
      </td>
    );
  });
}

/** Places below with a bar for their cases, and the published sum. */
export function FiguresTable({ figures }: { figures: Figures }) {
  const { t } = useTranslation(['portal', 'terms']);
  const pick = usePick();
  const { children, total } = figures;
  const most = Math.max(...children.map(({ figures: { received } }) => received ?? 0));
  const columns = [
    t('terms:counter.opened'),
    t('terms:level.notice'),
    t('terms:level.yellow'),
    t('terms:level.red'),
  ];
  return (
    <section className={styles.panel}>
      <h2>{t('figures.byPlace')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard */}
      <div className={tables.scroll} tabIndex={0} role="region" aria-label={t('figures.byPlace')}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t('figures.place')}</th>
              {columns.map((name) => (
                <th key={name} scope="col" className={tables.number}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {children.map(({ region, name, kind, figures: cells }) => (
              <tr key={`${region}${kind}`}>
                <th scope="row">
                  {kind === 'residual' ? (
                    t('figures.residual')
                  ) : (
                    <Link to="/figures" search={(before) => ({ ...before, region })}>
                      {pick(name)}
                    </Link>
                  )}
                </th>
                <Row cells={cells} most={most} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('figures.total')}</th>
              <Row cells={total} />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}
