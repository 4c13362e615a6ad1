import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assetsApi, type HoldingRow, holdingRow } from '#contract/services/assets';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { useHoldingColumns } from '../holding-columns.tsx';
import { MoneyText } from '../money-text.tsx';
import { NewHolding } from './new-holding.tsx';
import { ImportFile } from './import-file.tsx';
import { PlaceFilters } from './place-filters.tsx';

const route = getRouteApi('/workbench/services/holdings');
type Search = ReturnType<typeof route.useSearch>;

/** Assets of villages, from registration to disposal. */
export default function HoldingListPage() {
  const { t } = useTranslation('services-assets');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const pick = usePick();
  const [registering, setRegistering] = useState(false);
  const [importing, setImporting] = useState(false);
  const run = useAction(assetsApi.importHoldings, { refreshes: [assetsApi.listHoldings] });
  const query = useEndpoint(assetsApi.listHoldings, { query: search }, { keepPrevious: true });
  const change = (patch: Search) =>
    void navigate({ search: (now: Search) => ({ ...now, page: undefined, ...patch }) });
  const columns = [
    {
      key: 'number',
      title: t('holdings.number'),
      render: (_: unknown, row: HoldingRow) => <CaseLink row={row} />,
    },
    {
      key: 'village',
      title: t('books.village'),
      render: (_: unknown, row: HoldingRow) => pick(row.regionName),
    },
    ...useHoldingColumns(),
  ];
  const fields = (
    <FilterField label={t('books.status')}>
      {(id) => (
        <Select
          id={id}
          allowClear
          placeholder={t('filter.any')}
          value={search.status}
          onChange={(status?: HoldingRow['status']) => change({ status })}
          options={holdingRow.shape.status.options.map((value) => ({ value, label: t(`use.${value}`) }))}
        />
      )}
    </FilterField>
  );
  return (
    <>
      <PageHeader
        title={t('holdings.title')}
        sub={t('holdings.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={
          may('cases.act') && (
            <>
              <Button icon={<UploadOutlined aria-hidden />} onClick={() => setImporting(true)}>
                {t('holdings.import')}
              </Button>
              <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setRegistering(true)}>
                {t('holdings.new')}
              </Button>
            </>
          )
        }
      />
      <PlaceFilters
        search={search}
        onChange={change}
        label={t('holdings.search')}
        more={{ fields, active: search.status ? 1 : 0, clear: { status: undefined } }}
      />
      <PagedTable
        query={query}
        label={t('holdings.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <HoldingCard row={row} />}
        empty={<EmptyState title={t('holdings.empty')} hint={t('holdings.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) => void navigate({ to: '/workbench/cases/$id', params: { id: row.id } })}
      />
      <NewHolding open={registering} onClose={() => setRegistering(false)} />
      <ImportFile
        kind="holdings"
        title={t('holdings.import')}
        run={(form) => run.mutateAsync({ form })}
        open={importing}
        onClose={() => setImporting(false)}
      />
    </>
  );
}

function CaseLink({ row }: { row: HoldingRow }) {
  return (
    <Link to="/workbench/cases/$id" params={{ id: row.id }}>
      {row.number}
    </Link>
  );
}

function HoldingCard({ row }: { row: HoldingRow }) {
  const { t } = useTranslation('services-assets');
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <span>{t(`use.${row.status}`)}</span>
        <span>{row.acquired}</span>
      </div>
      <strong>
        <CaseLink row={row} /> {row.name}
      </strong>
      <div>
        {t('holdings.net')} <MoneyText amount={row.netValue} />
      </div>
      <div className="wb-quiet">{pick(row.regionName)}</div>
    </article>
  );
}
