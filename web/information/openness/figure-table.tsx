import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReportFigure } from '#contract/openness';
import { fromQuery } from '../../address.ts';
import { usePick } from '../../i18n/language.ts';
import { CountLink } from '../../ui/count-link.tsx';
import tables from '../../ui/plain-table.module.css';
import styles from './openness.module.css';

/** That a number is not shown; officials have a way to what it counts. */
function Hidden({ figure: { deskList }, face }: { figure: ReportFigure; face: 'portal' | 'workbench' }) {
  const { t } = useTranslation('openness');
  if (face === 'portal' || !deskList) return <span title={t('hiddenMeans')}>{t('hidden')}</span>;
  const [to, query] = deskList.split('?') as [string, string | undefined];
  return (
    <Link to={to as never} search={fromQuery(query ?? '') as never} title={t('hiddenMeans')}>
      {t('hidden')}
    </Link>
  );
}

/** A number with a way to what it counts; what is not counted says so. */
function Value({ figure, face }: { figure: ReportFigure; face: 'portal' | 'workbench' }) {
  const { t } = useTranslation('openness');
  const pick = usePick();
  if (figure.hidden) return <Hidden figure={figure} face={face} />;
  if (figure.value === null) return <>{t('notCounted')}</>;
  const list = face === 'portal' ? figure.publicList : figure.deskList;
  if (!list) return <>{figure.value}</>;
  const [to, query] = list.split('?') as [string, string | undefined];
  return (
    <CountLink
      to={to as never}
      search={fromQuery(query ?? '')}
      count={figure.value}
      label={pick(figure.name)}
    />
  );
}

/** The figures of one part. */
export function FigureTable({
  figures,
  label,
  face,
}: {
  figures: readonly ReportFigure[];
  label: string;
  face: 'portal' | 'workbench';
}) {
  const { t } = useTranslation('openness');
  const pick = usePick();
  if (figures.length === 0) return null;
  return (
    <table className={`${tables.table} ${styles.figures}`} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('item')}</th>
          <th scope="col" className={tables.number}>
            {t('value')}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <tr key={figure.code}>
            <th scope="row">{pick(figure.name)}</th>
            <td className={tables.number}>
              <Value figure={figure} face={face} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
