import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Erasure } from '#contract/erasure';
import { usePick } from '../../i18n/language.ts';
import styles from '../../ui/tag.module.css';
import { TimeText } from '../../ui/time-text.tsx';
import { DecideErasure } from './decide-erasure.tsx';

/** The columns of the list of requests. */
export function useErasureColumns(onDecide: (row: Erasure) => void): TableColumnsType<Erasure> {
  const { t } = useTranslation('workbench-erasures');
  return [
    { key: 'state', title: t('state'), width: 110, render: (_, row) => <ErasureState row={row} /> },
    {
      key: 'person',
      title: t('person'),
      width: 110,
      render: (_, row) => <strong translate="no">{row.person}</strong>,
    },
    { key: 'basis', title: t('basisAndReason'), render: (_, row) => <Grounds row={row} /> },
    { key: 'persons', title: t('persons'), render: (_, row) => <Persons row={row} /> },
    {
      key: 'do',
      title: t('do'),
      fixed: 'right',
      render: (_, row) => <DecideErasure row={row} onDecide={onDecide} />,
    },
  ];
}

/** The same as a card. */
export function ErasureCard({ row, onDecide }: { row: Erasure; onDecide: (row: Erasure) => void }) {
  const { t } = useTranslation('workbench-erasures');
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <ErasureState row={row} />
        <strong translate="no">
          {t('person')} {row.person}
        </strong>
      </div>
      <Grounds row={row} />
      <Persons row={row} />
      <DecideErasure row={row} onDecide={onDecide} />
    </article>
  );
}

function ErasureState({ row: { decision } }: { row: Erasure }) {
  const { t } = useTranslation('workbench-erasures');
  const tone = decision === null ? styles.notice : decision === 'erased' ? styles.good : '';
  return <span className={`${styles.tag} ${tone}`}>{t(`states.${decision ?? 'open'}`)}</span>;
}

function Grounds({ row }: { row: Erasure }) {
  const pick = usePick();
  return (
    <div className="wb-persons">
      <strong>{pick(row.basisText)}</strong>
      <div className="wb-quiet">{row.reason}</div>
    </div>
  );
}

/** Who asked and who decided, when, and what was said about it. */
function Persons({ row }: { row: Erasure }) {
  const { t } = useTranslation('workbench-erasures');
  return (
    <div className="wb-persons">
      <div>
        {t('asked', { name: row.askedBy })} <TimeText at={row.askedAt} />
      </div>
      {row.decision && row.decidedAt && (
        <>
          <div>
            {t(`decided.${row.decision}`, { name: row.decidedBy ?? '—' })} <TimeText at={row.decidedAt} />
          </div>
          <div className="wb-quiet">{row.note}</div>
        </>
      )}
    </div>
  );
}
