import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AlertRow } from '#contract/alerts';
import { usePick } from '../../i18n/language.ts';
import { LevelTag } from '../../ui/level-tag.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { TimeText } from '../../ui/time-text.tsx';

function AlertLink({ row }: { row: AlertRow }) {
  const pick = usePick();
  return (
    <Link
      to="/workbench/alerts/$id"
      params={{ id: row.id }}
      search={(now) => now as never}
      data-alert={row.id}
    >
      {pick(row.title)}
    </Link>
  );
}

function CaseLink({ row }: { row: AlertRow }) {
  return (
    <Link to="/workbench/cases/$id" params={{ id: row.caseId }} className="wb-number">
      {row.caseNumber}
    </Link>
  );
}

/** The columns of the queue of alerts. */
export function useAlertColumns(): TableColumnsType<AlertRow> {
  const { t } = useTranslation('workbench-queues');
  const pick = usePick();
  return [
    { key: 'level', title: t('alerts.level'), width: 88, render: (_, row) => <LevelTag level={row.level} /> },
    { key: 'rule', title: t('alerts.rule'), width: 190, render: (_, row) => <AlertLink row={row} /> },
    {
      key: 'case',
      title: t('alerts.caseAndItem'),
      render: (_, row) => (
        <>
          <CaseLink row={row} />
          <div className="wb-quiet">{pick(row.itemName)}</div>
        </>
      ),
    },
    {
      key: 'organ',
      title: t('alerts.organ'),
      width: 200,
      render: (_, row) => (
        <>
          {pick(row.organName)}
          <div className="wb-quiet">{pick(row.regionName)}</div>
        </>
      ),
    },
    { key: 'fired', title: t('alerts.fired'), width: 150, render: (_, row) => <TimeText at={row.firedAt} /> },
    {
      key: 'status',
      title: t('alerts.status'),
      width: 96,
      render: (_, row) => <StatusTag kind="alert" status={row.status} />,
    },
  ];
}

/** An alert on a narrow screen. */
export function AlertCard({ row }: { row: AlertRow }) {
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <LevelTag level={row.level} />
        <StatusTag kind="alert" status={row.status} />
        <TimeText at={row.firedAt} />
      </div>
      <strong>
        <AlertLink row={row} />
      </strong>
      <div>
        {pick(row.itemName)} · <CaseLink row={row} />
      </div>
      <div className="wb-quiet">
        {pick(row.organName)} · {pick(row.regionName)}
      </div>
    </article>
  );
}
