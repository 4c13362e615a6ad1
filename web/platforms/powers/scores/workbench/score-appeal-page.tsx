import { getRouteApi, Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { appealGrounds } from '#contract/corrections';
import { appealStatuses, type ScoreAppeal, type ScoreAppealStatus, scoresApi } from '#contract/powers/scores';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import styles from '../../../../ui/tag.module.css';
import { TimeText } from '../../../../ui/time-text.tsx';
import { CountTabs } from '../../../../workbench/ui/count-tabs.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { DecideAppeal, ProposeOutcome } from './decide-appeal.tsx';

const route = getRouteApi('/workbench/powers/score-appeals');
type Search = ReturnType<typeof route.useSearch>;

/** Appeals and adjustments: what was asked, proposed and decided, by whom; and what waits for one's word. */
export default function ScoreAppealPage() {
  const { t } = useTranslation('powers-scores');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(scoresApi.listScoreAppeals, { query: search }, { keepPrevious: true });
  const change = (patch: Search) =>
    void navigate({ search: (now: Search) => ({ ...now, page: undefined, ...patch }) });
  const counts = query.data?.counts;
  const every = counts && appealStatuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  return (
    <>
      <PageHeader
        title={t('appeals.title')}
        sub={t('appeals.sub')}
        actions={<Link to="/workbench/powers/scores">{t('title')}</Link>}
      />
      <FilterBar active={search.organ ? 1 : 0} onClear={() => change({ organ: undefined })}>
        <FilterField label={t('organ')} wide>
          {(id) => (
            <OrganSelect id={id} allowClear value={search.organ} onChange={(organ) => change({ organ })} />
          )}
        </FilterField>
      </FilterBar>
      <CountTabs
        label={t('appeals.tabs')}
        current={search.status?.length === 1 ? search.status[0]! : 'all'}
        onChange={(key) => change({ status: key === 'all' ? undefined : [key as ScoreAppealStatus] })}
        tabs={[
          { key: 'all', label: t('all'), count: every },
          ...appealStatuses.map((status) => ({
            key: status,
            label: t(`appeals.status.${status}`),
            count: counts?.[status],
          })),
        ]}
      />
      <PagedTable
        query={query}
        label={t('appeals.title')}
        rowKey={(row) => row.id}
        columns={useColumns()}
        card={(row) => <AppealCard row={row} />}
        empty={<EmptyState title={t('appeals.empty')} hint={t('appeals.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
      />
    </>
  );
}

const tones: Record<ScoreAppealStatus, string | undefined> = {
  appealed: styles.yellow,
  proposed: styles.notice,
  approved: styles.good,
  rejected: '',
  withdrawn: '',
};

function Status({ row }: { row: ScoreAppeal }) {
  const { t } = useTranslation('powers-scores');
  return (
    <span className={`${styles.tag} ${tones[row.status] ?? ''}`}>{t(`appeals.status.${row.status}`)}</span>
  );
}

function About({ row }: { row: ScoreAppeal }) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  return (
    <>
      <Link to="/workbench/powers/scores/$organ" params={{ organ: row.organ }} search={{ period: row.month }}>
        {pick(row.organName)}
      </Link>
      <div>
        {t(`appeals.kinds.${row.kind}`)} · {row.month} ·{' '}
        {row.lineName ? pick(row.lineName) : t('appeals.wholeScore')}
      </div>
      <div className="wb-quiet">
        {t('appeals.by', { who: row.by })} · <TimeText at={row.at} />
      </div>
    </>
  );
}

function Said({ row }: { row: ScoreAppeal }) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  return (
    <div style={{ maxWidth: '44em', whiteSpace: 'normal' }}>
      {row.kind === 'appeal' && (
        <div>
          {row.ground && <strong>{pick(appealGrounds[row.ground])} </strong>}
          {row.statement}
        </div>
      )}
      {row.proposedBy && row.points !== null && (
        <div>
          {t('appeals.proposedBy', { who: row.proposedBy, points: row.points, reason: row.reason ?? '' })}
        </div>
      )}
      {row.decidedBy ? (
        <div className="wb-quiet">
          {t('appeals.decidedBy', { who: row.decidedBy, note: row.note || t('appeals.noNote') })}
        </div>
      ) : (
        row.note && <div className="wb-quiet">{t('appeals.returned', { note: row.note })}</div>
      )}
    </div>
  );
}

function Act({ row }: { row: ScoreAppeal }) {
  if (row.mayPropose) return <ProposeOutcome row={row} />;
  if (row.mayDecide) return <DecideAppeal row={row} />;
  return null;
}

function useColumns(): TableColumnsType<ScoreAppeal> {
  const { t } = useTranslation('powers-scores');
  return [
    { key: 'about', title: t('appeals.about'), width: 300, render: (_, row) => <About row={row} /> },
    { key: 'said', title: t('appeals.said'), render: (_, row) => <Said row={row} /> },
    { key: 'status', title: t('appeals.state'), width: 130, render: (_, row) => <Status row={row} /> },
    { key: 'act', title: t('appeals.act'), width: 150, render: (_, row) => <Act row={row} /> },
  ];
}

function AppealCard({ row }: { row: ScoreAppeal }) {
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <Status row={row} />
      </div>
      <About row={row} />
      <Said row={row} />
      <Act row={row} />
    </article>
  );
}
