import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rates, Standing } from '#contract/services/village';
import { usePick } from '../../../i18n/language.ts';
import { countText } from '../../../ui/count-link.tsx';
import tables from '../../../ui/plain-table.module.css';
import { percentText } from '../../../ui/shares.ts';

/** What a column counts, as the list of duties filters by it. */
export type Counted = { standing?: Standing[]; unanswered?: true };

const columns: {
  key: 'duties' | 'published' | 'publishedLate' | 'missing' | 'waiting' | 'unanswered';
  counted: Counted;
}[] = [
  { key: 'duties', counted: {} },
  { key: 'published', counted: { standing: ['published'] } },
  { key: 'publishedLate', counted: { standing: ['published-late'] } },
  { key: 'missing', counted: { standing: ['missing'] } },
  { key: 'waiting', counted: { standing: ['waiting'] } },
  { key: 'unanswered', counted: { unanswered: true } },
];

interface RatesTableProps {
  rows: Rates[];
  whole: Rates;
  label: string;
  /** Name of a row as a link to what lies below it. */
  place: (row: Rates) => ReactNode;
  /** A number as a link to what it counts; the plain number where there is no such list. */
  number?: (row: Rates, counted: Counted, count: number, name: string) => ReactNode;
}

/** In time of what is due: what waits for its date does not count yet. */
const shareInTime = ({ published, publishedLate, missing }: Rates) => {
  const due = published + publishedLate + missing;
  return due === 0 ? null : published / due;
};

/** Disclosure by place: the parts add up to the whole. */
export function RatesTable({ rows, whole, label, place, number }: RatesTableProps) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  const titles = {
    duties: t('place.duties'),
    published: t('standing.published'),
    publishedLate: t('standing.published-late'),
    missing: t('standing.missing'),
    waiting: t('standing.waiting'),
    unanswered: t('place.unanswered'),
  };
  const cells = (row: Rates) => (
    <>
      <td className={tables.number}>{countText(row.villages)}</td>
      {columns.map(({ key, counted }) => (
        <td key={key} className={tables.number}>
          {number && row[key] > 0
            ? number(row, counted, row[key], `${pick(row.regionName)} ${titles[key]}`)
            : countText(row[key])}
        </td>
      ))}
      <td className={tables.number}>{percentText(shareInTime(row))}</td>
    </>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard
    <div className={tables.scroll} tabIndex={0} role="group" aria-label={label}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t('place.place')}</th>
            {[t('place.villages'), ...columns.map(({ key }) => titles[key]), t('place.share')].map(
              (title) => (
                <th key={title} scope="col" className={tables.number}>
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.region}>
              <th scope="row">{place(row)}</th>
              {cells(row)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('place.total')}</th>
            {cells(whole)}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
