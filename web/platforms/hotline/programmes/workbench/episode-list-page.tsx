import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select, type TableColumnsType } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type EpisodeRow, episodeStatuses, programmesApi } from '#contract/hotline/programmes';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';
import { EpisodeTag, Figures, officialLists, OrgansOnAir } from '../parts.tsx';
import styles from '../programmes.module.css';
import { EpisodeDrawer } from './episode-drawer.tsx';

type Search = Partial<z.output<NonNullable<typeof programmesApi.listEpisodes.query>>>;

/** Episodes by month, newest first where no month is chosen. */
export default function EpisodeListPage() {
  const { t } = useTranslation('hotline-programmes');
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const [planning, setPlanning] = useState(false);
  const query = useEndpoint(programmesApi.listEpisodes, { query: search }, { keepPrevious: true });
  const series = useEndpoint(programmesApi.listSeries, {});
  const mayPlan = series.data?.some(({ mayEdit }) => mayEdit) ?? false;
  const columns = useColumns();
  const change = (patch: Search) =>
    void navigate({ to: '.', search: { ...search, page: undefined, ...patch } as never });
  return (
    <>
      <PageHeader
        title={t('list.title')}
        sub={t('list.sub')}
        marks={query.data?.figures.demonstration && <DemoBadge />}
        actions={
          <>
            <Link to={'/workbench/hotline/series' as never}>{t('series.title')}</Link>
            {mayPlan && (
              <Button type="primary" onClick={() => setPlanning(true)}>
                {t('plan.new')}
              </Button>
            )}
          </>
        }
      />
      {query.data && <Figures of={query.data.figures} lists={officialLists} />}
      <Months search={search} change={change} />
      <Filters search={search} change={change} series={series.data ?? []} />
      <PagedTable
        query={query}
        label={t('list.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <Card row={row} />}
        empty={<EmptyState title={t('list.empty')} hint={t('list.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) => void navigate({ to: `/workbench/hotline/programmes/${row.id}` as never })}
      />
      {planning && <EpisodeDrawer onClose={() => setPlanning(false)} />}
    </>
  );
}

/** From month to month, as in a calendar. */
function Months({ search, change }: { search: Search; change: (patch: Search) => void }) {
  const { t } = useTranslation('hotline-programmes');
  const month = search.from ? dayjs(search.from) : null;
  const go = (to: dayjs.Dayjs) =>
    change({ from: to.startOf('month').format('YYYY-MM-DD'), to: to.endOf('month').format('YYYY-MM-DD') });
  return (
    <nav className={styles.months} aria-label={t('list.months')}>
      <Button onClick={() => go((month ?? dayjs()).subtract(1, 'month'))}>{t('list.before')}</Button>
      <Button type={month ? 'default' : 'primary'} onClick={() => change({ from: undefined, to: undefined })}>
        {t('list.all')}
      </Button>
      <Button onClick={() => go(dayjs())}>{t('list.now')}</Button>
      <Button onClick={() => go((month ?? dayjs()).add(1, 'month'))}>{t('list.after')}</Button>
      {month && <strong>{month.format('YYYY-MM')}</strong>}
    </nav>
  );
}

function Filters({
  search,
  change,
  series,
}: {
  search: Search;
  change: (patch: Search) => void;
  series: readonly { id: number; content: { name: { zh: string; en: string } } }[];
}) {
  const { t } = useTranslation('hotline-programmes');
  const pick = usePick();
  const active = [search.search, search.series, search.status?.length].filter(Boolean).length;
  return (
    <FilterBar
      active={active}
      onClear={() => change({ search: undefined, series: undefined, status: undefined })}
    >
      <FilterField label={t('list.search')} wide>
        {(id) => (
          <SearchInput
            id={id}
            value={search.search}
            maxLength={80}
            onChange={(text) => change({ search: text })}
          />
        )}
      </FilterField>
      <FilterField label={t('series.one')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            value={search.series}
            onChange={(value: number | undefined) => change({ series: value })}
            options={series.map((one) => ({ value: one.id, label: pick(one.content.name) }))}
          />
        )}
      </FilterField>
      <FilterField label={t('list.status')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            value={search.status ?? []}
            onChange={(value: EpisodeRow['status'][]) =>
              change({ status: value.length > 0 ? value : undefined })
            }
            options={Object.entries(episodeStatuses).map(([value, name]) => ({ value, label: pick(name) }))}
          />
        )}
      </FilterField>
    </FilterBar>
  );
}

function EpisodeLink({ row }: { row: EpisodeRow }) {
  const pick = usePick();
  return (
    <Link to={`/workbench/hotline/programmes/${row.id}` as never}>
      {pick(row.series.name)} {row.number}
    </Link>
  );
}

function useColumns(): TableColumnsType<EpisodeRow> {
  const { t } = useTranslation('hotline-programmes');
  return [
    {
      key: 'airs',
      title: t('list.airs'),
      width: 170,
      render: (_, row) => <TimeText at={row.airsAt} />,
    },
    {
      key: 'episode',
      title: t('list.episode'),
      render: (_, row) => (
        <>
          <EpisodeLink row={row} />
          <div className="wb-quiet">
            {row.station}
            {row.recorded && ` · ${t('list.recorded')}`}
          </div>
        </>
      ),
    },
    { key: 'organs', title: t('onAir'), render: (_, row) => <OrgansOnAir of={row.organs} /> },
    {
      key: 'status',
      title: t('list.status'),
      width: 160,
      render: (_, row) => <EpisodeTag status={row.status} />,
    },
    {
      key: 'questions',
      title: t('list.solvedOf'),
      align: 'end',
      width: 110,
      render: (_, row) => (
        <Link to={`/workbench/hotline/programmes/${row.id}` as never}>
          {row.solved} / {row.questions}
        </Link>
      ),
    },
  ];
}

function Card({ row }: { row: EpisodeRow }) {
  const { t } = useTranslation('hotline-programmes');
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <EpisodeTag status={row.status} />
        <TimeText at={row.airsAt} />
      </div>
      <strong>
        <EpisodeLink row={row} />
      </strong>
      <OrgansOnAir of={row.organs} />
      <div className="wb-quiet">
        {t('list.solvedOf')} {row.solved} / {row.questions}
      </div>
    </article>
  );
}
