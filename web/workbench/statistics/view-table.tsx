import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Statistics, StatisticsCell, StatisticsRow } from '#contract/statistics';
import { usePick } from '../../i18n/language.ts';
import { countText } from '../../ui/count-link.tsx';
import table from '../../ui/plain-table.module.css';
import { changeText, Figure } from './figure.tsx';
import styles from './statistics.module.css';

/** A view as a table: each figure a link, each row and column with its sum. */
export function ViewTable({ view }: { view: Statistics }) {
  const { t } = useTranslation('workbench-statistics');
  const pick = usePick();
  const compared = view.before !== null;
  const label = t('tableLabel', { measure: t(`measure.${view.measure}`), place: pick(view.regionName) });
  const change = (cell: StatisticsCell) =>
    compared && (
      <>
        <td className={table.number}>{countText(cell.before ?? 0)}</td>
        <td className={table.number}>{changeText(cell)}</td>
      </>
    );
  return (
    // What scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div role="group" className={table.scroll} aria-label={label} tabIndex={0}>
      <table className={`${table.table} ${styles.table}`}>
        <caption className="mj-sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`dimension.${view.rowsBy}`)}</th>
            {view.columns.map((column) => (
              <th key={column.key} scope="col" className={table.number}>
                {pick(column.name)}
              </th>
            ))}
            <th scope="col" className={table.number}>
              {t('sum')}
            </th>
            {compared && (
              <>
                <th scope="col" className={table.number}>
                  {t('before')}
                </th>
                <th scope="col" className={table.number}>
                  {t('change')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.key} className={row.kind === 'member' ? undefined : styles.quiet}>
              <th scope="row">
                <RowName view={view} row={row} />
              </th>
              {row.cells.map((cell, i) => (
                <td key={view.columns[i]!.key} className={table.number}>
                  <Figure cell={cell} label={`${pick(row.name)} · ${pick(view.columns[i]!.name)}`} />
                  {cell.before !== null && <div className={styles.before}>{changeText(cell)}</div>}
                </td>
              ))}
              <td className={`${table.number} ${styles.sum}`}>
                <Figure cell={row} label={pick(row.name)} />
              </td>
              {change(row)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('sum')}</th>
            {view.columns.map((column) => (
              <td key={column.key} className={table.number}>
                <Figure cell={column} label={`${t('sum')} · ${pick(column.name)}`} />
              </td>
            ))}
            <td className={table.number}>
              <Figure cell={view.total} label={t('sum')} />
            </td>
            {change(view.total)}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** A division leads to the same view of itself. */
function RowName({ view, row }: { view: Statistics; row: StatisticsRow }) {
  const pick = usePick();
  const name = pick(row.name);
  // A village has nothing below.
  if (view.rowsBy !== 'region' || row.kind !== 'member' || !row.key.endsWith('000')) return <>{name}</>;
  return (
    <Link
      from="/workbench/statistics"
      to="/workbench/statistics"
      search={(now) => ({ ...now, region: row.key, page: undefined })}
    >
      {name}
    </Link>
  );
}
