import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DutyRow } from '#contract/services/village';
import { useLanguage, usePick } from '../../../../i18n/language.ts';
import { formatYuan } from '../../../../ui/yuan.tsx';
import { StandingTag } from '../standing-tag.tsx';

/** Entry and period as a link to the duty; of what is disclosed at once with its matter. */
export function DutyLink({ row }: { row: DutyRow }) {
  const { language } = useLanguage();
  const pick = usePick();
  return (
    <>
      <Link to="/workbench/services/village/duties/$id" params={{ id: row.id }}>
        {pick(row.title)} {row.period}
      </Link>
      {row.matter && (
        <div className="wb-quiet">
          {row.matter}
          {row.amount && ` · ${formatYuan(row.amount, language)}`}
        </div>
      )}
    </>
  );
}

function Objections({ row }: { row: DutyRow }) {
  const { t } = useTranslation('services-village');
  if (row.objections === 0) return <span className="wb-quiet">—</span>;
  return (
    <>
      {row.objections}
      {row.unanswered > 0 && (
        <div className="wb-late-word">{t('duties.unanswered', { n: row.unanswered })}</div>
      )}
    </>
  );
}

/** The columns of a list of duties. */
export function useDutyColumns(): TableColumnsType<DutyRow> {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  return [
    { key: 'due', title: t('duties.due'), width: 120, render: (_, row) => row.dueOn },
    { key: 'item', title: t('duties.item'), render: (_, row) => <DutyLink row={row} /> },
    { key: 'village', title: t('duties.village'), width: 220, render: (_, row) => pick(row.regionName) },
    {
      key: 'standing',
      title: t('duties.state'),
      width: 130,
      render: (_, row) => <StandingTag standing={row.standing} />,
    },
    { key: 'status', title: t('duties.status'), width: 130, render: (_, row) => t(`status.${row.status}`) },
    {
      key: 'objections',
      title: t('duties.objections'),
      width: 110,
      render: (_, row) => <Objections row={row} />,
    },
  ];
}

/** A duty on a narrow screen. */
export function DutyCard({ row }: { row: DutyRow }) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <StandingTag standing={row.standing} />
        <span>{row.dueOn}</span>
      </div>
      <strong>
        <DutyLink row={row} />
      </strong>
      <div className="wb-quiet">
        {pick(row.regionName)} · {t(`status.${row.status}`)}
      </div>
      {row.unanswered > 0 && (
        <div className="wb-late-word">{t('duties.unanswered', { n: row.unanswered })}</div>
      )}
    </article>
  );
}
