import { Link } from '@tanstack/react-router';
import { Checkbox, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CorrectionRow } from '#contract/corrections';
import { usePick } from '../../i18n/language.ts';
import { LevelTag } from '../../ui/level-tag.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { DueText } from '../ui/due-text.tsx';

function CorrectionLink({ row }: { row: CorrectionRow }) {
  return (
    <Link to="/workbench/corrections/$id" params={{ id: row.id }} className="wb-number">
      {row.number}
    </Link>
  );
}

/** The columns of the queue of corrections. */
export function useCorrectionColumns(): TableColumnsType<CorrectionRow> {
  const { t } = useTranslation('workbench-queues');
  const pick = usePick();
  return [
    { key: 'level', title: t('alerts.level'), width: 88, render: (_, row) => <LevelTag level={row.level} /> },
    {
      key: 'number',
      title: t('corrections.numberAndRule'),
      width: 210,
      render: (_, row) => (
        <>
          <CorrectionLink row={row} />
          <div className="wb-quiet">{pick(row.title)}</div>
        </>
      ),
    },
    {
      key: 'case',
      title: t('alerts.caseAndItem'),
      render: (_, row) => (
        <>
          <Link to="/workbench/cases/$id" params={{ id: row.caseId }} className="wb-number">
            {row.caseNumber}
          </Link>
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
    {
      key: 'status',
      title: t('alerts.status'),
      width: 110,
      render: (_, row) => (
        <>
          <StatusTag kind="correction" status={row.status} />
          {row.escalations > 0 && (
            <div className="wb-quiet">{t('corrections.escalations', { count: row.escalations })}</div>
          )}
        </>
      ),
    },
    {
      key: 'due',
      title: t('corrections.due'),
      width: 170,
      render: (_, row) => <DueText at={row.dueAt} late={row.late} dueFor={row.dueFor} />,
    },
  ];
}

interface CorrectionCardProps {
  row: CorrectionRow;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}

/** A correction on a narrow screen; signing in bulk works there too. */
export function CorrectionCard({ row, chosen, onChoose }: CorrectionCardProps) {
  const { t } = useTranslation('workbench-queues');
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        {row.availableActions.includes('sign') && (
          <Checkbox
            checked={chosen}
            onChange={(event) => onChoose(event.target.checked)}
            aria-label={t('corrections.choose', { number: row.number })}
          />
        )}
        <LevelTag level={row.level} />
        <StatusTag kind="correction" status={row.status} />
      </div>
      <strong>
        <CorrectionLink row={row} />
      </strong>
      <div>{pick(row.title)}</div>
      <div className="wb-quiet">
        {pick(row.organName)} · {pick(row.itemName)}
      </div>
      <DueText at={row.dueAt} late={row.late} dueFor={row.dueFor} />
    </article>
  );
}
