import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Counters } from '#contract/overview';
import { usePick } from '../i18n/language.ts';
import { countText } from '../ui/count-link.tsx';
import tables from '../ui/plain-table.module.css';
import { onTimeShare, openCount, percentText, standing } from '../ui/shares.ts';
import type { Overview } from './answers.ts';
import styles from './figures-page.module.css';

function Cells({ counters, most }: { counters: Counters; most?: number }) {
  const numbers: [string, string | undefined][] = [
    [countText(counters.closed), undefined],
    [countText(openCount(counters)), undefined],
    [percentText(onTimeShare(counters)), undefined],
    [countText(standing(counters, 'yellow')), undefined],
    [countText(standing(counters, 'red')), undefined],
  ];
  return (
    <>
      <td className={tables.number}>
        {countText(counters.opened)}
        {most !== undefined && (
          <span
            className={styles.bar}
            style={{ width: `${(100 * counters.opened) / Math.max(1, most)}%`, marginLeft: 'auto' }}
            aria-hidden="true"
          />
        )}
      </td>
      {numbers.map(([text], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move
        <td key={index} className={tables.number}>
          {text}
        </td>
      ))}
    </>
  );
}

/** Places below with a bar for their cases, and the sum: the parts add up to the whole. */
export function FiguresTable({ overview }: { overview: Overview }) {
  const { t } = useTranslation(['portal', 'terms']);
  const pick = usePick();
  const { children, total } = overview;
  const most = Math.max(...children.map(({ counters }) => counters.opened));
  const columns = [
    t('terms:counter.opened'),
    t('terms:counter.closed'),
    t('terms:counter.open'),
    t('figures.onTime'),
    t('terms:counter.standingYellow'),
    t('terms:counter.standingRed'),
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
            {children.map(({ region, name, kind, counters }) => (
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
                <Cells counters={counters} most={most} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('figures.total')}</th>
              <Cells counters={total} />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}
