import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { penaltiesApi, type PenaltyRow } from '#contract/powers/penalties';
import { penaltyStatuses, procedures, tiers } from '#contract/powers/penalty-terms';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMe } from '../../../../session/session.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { DueText } from '../../../../workbench/ui/due-text.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { MoneyText } from '../money-text.tsx';
import styles from '../penalties.module.css';
import { PenaltyFilters } from './penalty-filters.tsx';
import type { PenaltySearch } from './penalty-search.ts';

const route = getRouteApi('/workbench/powers/penalties');

/** Penalty cases within one's reach, newest first. */
export default function PenaltyListPage() {
  const { t } = useTranslation('powers-penalties');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(penaltiesApi.listPenalties, { query: search }, { keepPrevious: true });
  const change = (patch: PenaltySearch) =>
    void navigate({ search: (now: PenaltySearch) => ({ ...now, page: undefined, ...patch }) });
  const columns = useColumns();
  return (
    <>
      <PageHeader
        title={t('list.title')}
        sub={t('list.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={<Opening />}
      />
      <PenaltyFilters search={search} onChange={change} />
      <PagedTable
        query={query}
        label={t('list.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <Card row={row} />}
        empty={<EmptyState title={t('list.empty')} hint={t('list.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) => void navigate({ to: '/workbench/cases/$id', params: { id: row.id } })}
      />
    </>
  );
}

/** Handlers open cases. */
function Opening() {
  const { t } = useTranslation('powers-penalties');
  const me = useMe();
  if (!me?.grants.some(({ role }) => role === 'handler')) return null;
  return (
    <>
      <Link to="/workbench/powers/new-penalty" search={{ procedure: 'summary' }}>
        <Button tabIndex={-1}>{t('list.onTheSpot')}</Button>
      </Link>
      <Link to="/workbench/powers/new-penalty">
        <Button type="primary" tabIndex={-1}>
          {t('list.newClue')}
        </Button>
      </Link>
    </>
  );
}

function CaseLink({ row }: { row: PenaltyRow }) {
  return (
    <Link to="/workbench/cases/$id" params={{ id: row.id }} className="wb-number">
      {row.number}
    </Link>
  );
}

function Status({ row }: { row: PenaltyRow }) {
  const { t } = useTranslation('powers-penalties');
  const pick = usePick();
  return (
    <>
      <span className={styles.tag}>{pick(penaltyStatuses[row.status])}</span>
      {row.published && <div className="wb-quiet">{t('list.published')}</div>}
    </>
  );
}

function useColumns(): TableColumnsType<PenaltyRow> {
  const { t } = useTranslation('powers-penalties');
  const pick = usePick();
  return [
    {
      key: 'case',
      title: t('list.case'),
      render: (_, row) => (
        <>
          <CaseLink row={row} />
          <div className="wb-quiet">
            {pick(row.offenceName)}
            {row.procedure === 'summary' && ` · ${pick(procedures.summary)}`}
          </div>
        </>
      ),
    },
    { key: 'organ', title: t('list.organ'), width: 180, render: (_, row) => pick(row.organName) },
    { key: 'status', title: t('list.status'), width: 120, render: (_, row) => <Status row={row} /> },
    {
      key: 'tier',
      title: t('list.tier'),
      width: 90,
      render: (_, row) => (row.tier ? pick(tiers[row.tier]) : '—'),
    },
    {
      key: 'fine',
      title: t('list.fine'),
      width: 130,
      align: 'right',
      render: (_, row) => <MoneyText amount={row.fine} />,
    },
    {
      key: 'opened',
      title: t('list.opened'),
      width: 150,
      render: (_, row) => <TimeText at={row.openedAt} />,
    },
    {
      key: 'due',
      title: t('list.due'),
      width: 170,
      render: (_, row) => <DueText at={row.dueAt} late={row.late} />,
    },
  ];
}

function Card({ row }: { row: PenaltyRow }) {
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <Status row={row} />
        <span>{pick(procedures[row.procedure])}</span>
        <TimeText at={row.openedAt} form="day" />
      </div>
      <strong>
        <CaseLink row={row} />
      </strong>
      <div>{pick(row.offenceName)}</div>
      <div className="wb-quiet">
        {pick(row.organName)} · {row.tier ? pick(tiers[row.tier]) : '—'} · <MoneyText amount={row.fine} />
      </div>
      <DueText at={row.dueAt} late={row.late} />
    </article>
  );
}
