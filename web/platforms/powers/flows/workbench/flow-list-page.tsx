import { getRouteApi, Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { platformNames } from '#contract/catalogue';
import { flowsApi } from '#contract/powers/flows';
import { type ResponseOf, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { countText } from '../../../../ui/count-link.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { PlatformSelect } from '../../../../workbench/ui/platform-select.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';
import { percentText } from '../span-text.ts';

const route = getRouteApi('/workbench/powers/flows');
type Row = ResponseOf<typeof flowsApi.listFlows>['rows'][number];
type Search = Partial<z.output<NonNullable<typeof flowsApi.listFlows.query>>>;

/** Items by how often they are used, with how many ways they are really done in. */
export default function FlowListPage() {
  const { t } = useTranslation('powers-flows');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(flowsApi.listFlows, { query: search }, { keepPrevious: true });
  const columns = useColumns();
  const change = (patch: Search) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }) });
  const active = Number(search.search !== undefined) + Number(search.platform !== undefined);
  return (
    <>
      <PageHeader title={t('list.title')} sub={t('list.sub')} />
      <FilterBar active={active} onClear={() => change({ search: undefined, platform: undefined })}>
        <FilterField label={t('list.search')} wide>
          {(id) => (
            <SearchInput
              id={id}
              maxLength={60}
              value={search.search}
              onChange={(text) => change({ search: text })}
              placeholder={t('list.searchHint')}
            />
          )}
        </FilterField>
        <FilterField label={t('list.platform')}>
          {(id) => (
            <PlatformSelect id={id} value={search.platform} onChange={(platform) => change({ platform })} />
          )}
        </FilterField>
      </FilterBar>
      <PagedTable
        query={query}
        label={t('list.title')}
        rowKey={(row) => row.code}
        columns={columns}
        card={(row) => <Card row={row} />}
        empty={<EmptyState title={t('list.empty')} hint={t('list.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) => void navigate({ to: '/workbench/powers/flow/$code', params: { code: row.code } })}
      />
    </>
  );
}

function FlowLink({ row }: { row: Row }) {
  const pick = usePick();
  return (
    <Link to="/workbench/powers/flow/$code" params={{ code: row.code }} search={{}}>
      {pick(row.name)}
    </Link>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const platformName = (code: string) =>
    pick(platformNames[code as keyof typeof platformNames] ?? { zh: code, en: code });
  return [
    {
      key: 'name',
      title: t('list.item'),
      render: (_, row) => (
        <>
          <FlowLink row={row} />
          <div className="wb-quiet">
            <span className="wb-number">{row.code}</span>
            {row.organs > 1 && ` · ${t('list.organs', { count: row.organs })}`}
          </div>
        </>
      ),
    },
    {
      key: 'platform',
      title: t('list.platform'),
      width: 170,
      render: (_, row) => platformName(row.platform),
    },
    { key: 'steps', title: t('list.steps'), width: 90, align: 'right', render: (_, row) => row.steps },
    {
      key: 'cases',
      title: t('list.cases'),
      width: 100,
      align: 'right',
      render: (_, row) => countText(row.cases),
    },
    {
      key: 'variants',
      title: t('list.variants'),
      width: 130,
      align: 'right',
      render: (_, row) => (row.cases === 0 ? '–' : <Sampled row={row}>{countText(row.variants)}</Sampled>),
    },
    {
      key: 'fitness',
      title: t('list.fitness'),
      width: 130,
      align: 'right',
      render: (_, row) => (row.cases === 0 ? '–' : <Sampled row={row}>{percentText(row.fitness)}</Sampled>),
    },
  ];
}

/** A figure, and of how many cases where these are not all. */
function Sampled({ row, children }: { row: Row; children: string }) {
  const { t } = useTranslation('powers-flows');
  return (
    <>
      {children}
      {row.analysed < row.cases && (
        <div className="wb-quiet">{t('list.newest', { count: row.analysed })}</div>
      )}
    </>
  );
}

function Card({ row }: { row: Row }) {
  const { t } = useTranslation('powers-flows');
  return (
    <article className="wb-card">
      <strong>
        <FlowLink row={row} />
      </strong>
      <div className="wb-quiet">{row.code}</div>
      <div>
        {t('list.cases')} {countText(row.cases)} · {t('list.variants')} {countText(row.variants)} ·{' '}
        {t('list.fitness')} {percentText(row.fitness)}
      </div>
    </article>
  );
}
