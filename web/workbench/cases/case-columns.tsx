import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '#contract/cases';
import { usePick } from '../../i18n/language.ts';
import { LevelTag } from '../../ui/level-tag.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { DueText } from '../ui/due-text.tsx';
import { AwaitsTag } from './held-entries.tsx';

function CaseLink({ row }: { row: CaseRow }) {
  return (
    <Link to="/workbench/cases/$id" params={{ id: row.id }} className="wb-number">
      {row.number}
    </Link>
  );
}

/** The item, and the case's own title where it says more. */
function titleOf(row: CaseRow, pick: ReturnType<typeof usePick>): string {
  const item = pick(row.itemName);
  if (!row.title || row.title === item) return item;
  return row.title.startsWith(item) ? row.title : `${item} · ${row.title}`;
}

/** The columns of the list of cases. */
export function useCaseColumns(): TableColumnsType<CaseRow> {
  const { t } = useTranslation('workbench-cases');
  const pick = usePick();
  return [
    {
      key: 'number',
      title: t('list.case'),
      render: (_, row) => (
        <>
          <CaseLink row={row} />
          <div className="wb-quiet">{titleOf(row, pick)}</div>
        </>
      ),
    },
    {
      key: 'light',
      title: t('list.light'),
      width: 88,
      render: (_, row) =>
        row.light ? <LevelTag level={row.light} /> : <span className="wb-quiet">{t('list.noLight')}</span>,
    },
    {
      key: 'organ',
      title: t('list.organ'),
      width: 200,
      render: (_, row) => (
        <>
          {pick(row.organName)}
          <div className="wb-quiet">{pick(row.regionName)}</div>
        </>
      ),
    },
    {
      key: 'status',
      title: t('list.status'),
      width: 140,
      render: (_, row) => (
        <>
          <StatusTag kind="case" status={row.status} />
          {row.awaitsSecondPerson && <AwaitsTag />}
        </>
      ),
    },
    {
      key: 'opened',
      title: t('list.opened'),
      width: 160,
      render: (_, row) => (
        <>
          <TimeText at={row.openedAt} />
          {row.closedAt && (
            <div className="wb-quiet">
              {t('list.closedAt')} <TimeText at={row.closedAt} form="day" />
            </div>
          )}
        </>
      ),
    },
    {
      key: 'due',
      title: t('list.due'),
      width: 180,
      render: (_, row) => <DueText at={row.dueAt} late={row.late} />,
    },
  ];
}

/** A case on a narrow screen. */
export function CaseCard({ row }: { row: CaseRow }) {
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        {row.light && <LevelTag level={row.light} />}
        <StatusTag kind="case" status={row.status} />
        {row.awaitsSecondPerson && <AwaitsTag />}
        <TimeText at={row.openedAt} form="day" />
      </div>
      <strong>
        <CaseLink row={row} />
      </strong>
      <div>{pick(row.itemName)}</div>
      <div className="wb-quiet">
        {pick(row.organName)} · {pick(row.regionName)}
      </div>
      <DueText at={row.dueAt} late={row.late} />
    </article>
  );
}
