import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assetsApi, type ContractRow } from '#contract/services/assets';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { useContractColumns } from '../contract-columns.tsx';
import { MoneyText } from '../money-text.tsx';
import { NewContract } from './new-contract.tsx';
import { ImportFile } from './import-file.tsx';
import { PlaceFilters } from './place-filters.tsx';

const route = getRouteApi('/workbench/services/contracts');
type Search = ReturnType<typeof route.useSearch>;

/** Contracts over resources of villages: what expires, and what rent is unpaid. */
export default function ContractListPage() {
  const { t } = useTranslation('services-assets');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const pick = usePick();
  const [signing, setSigning] = useState(false);
  const [importing, setImporting] = useState(false);
  const run = useAction(assetsApi.importContracts, { refreshes: [assetsApi.listContracts] });
  const query = useEndpoint(assetsApi.listContracts, { query: search }, { keepPrevious: true });
  const change = (patch: Search) =>
    void navigate({ search: (now: Search) => ({ ...now, page: undefined, ...patch }) });
  const columns = [
    {
      key: 'number',
      title: t('contracts.number'),
      render: (_: unknown, row: ContractRow) => <CaseLink row={row} />,
    },
    {
      key: 'village',
      title: t('books.village'),
      render: (_: unknown, row: ContractRow) => pick(row.regionName),
    },
    ...useContractColumns(),
  ];
  return (
    <>
      <PageHeader
        title={t('contracts.title')}
        sub={t('contracts.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={
          may('cases.act') && (
            <>
              <Button icon={<UploadOutlined aria-hidden />} onClick={() => setImporting(true)}>
                {t('contracts.import')}
              </Button>
              <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setSigning(true)}>
                {t('contracts.new')}
              </Button>
            </>
          )
        }
      />
      <ContractFilters search={search} onChange={change} />
      <PagedTable
        query={query}
        label={t('contracts.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <ContractCard row={row} />}
        empty={<EmptyState title={t('contracts.empty')} hint={t('contracts.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) => void navigate({ to: '/workbench/cases/$id', params: { id: row.id } })}
      />
      <NewContract open={signing} onClose={() => setSigning(false)} />
      <ImportFile
        kind="contracts"
        title={t('contracts.import')}
        run={(form) => run.mutateAsync({ form })}
        open={importing}
        onClose={() => setImporting(false)}
      />
    </>
  );
}

function ContractFilters({ search, onChange }: { search: Search; onChange: (patch: Search) => void }) {
  const { t } = useTranslation('services-assets');
  const active = [search.status, search.unpaid].filter((value) => value !== undefined).length;
  const fields = (
    <>
      <FilterField label={t('books.status')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('filter.any')}
            value={search.status}
            onChange={(status?: ContractRow['status']) => onChange({ status })}
            options={(['running', 'ended'] as const).map((value) => ({
              value,
              label: t(`contractStatus.${value}`),
            }))}
          />
        )}
      </FilterField>
      <FilterField label={t('contracts.onlyUnpaid')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('filter.any')}
            value={search.unpaid}
            onChange={(unpaid?: 'true' | 'false') => onChange({ unpaid })}
            options={[
              { value: 'true', label: t('yes') },
              { value: 'false', label: t('no') },
            ]}
          />
        )}
      </FilterField>
    </>
  );
  return (
    <PlaceFilters
      search={search}
      onChange={onChange}
      label={t('contracts.search')}
      more={{ fields, active, clear: { status: undefined, unpaid: undefined } }}
    />
  );
}

function CaseLink({ row }: { row: ContractRow }) {
  return (
    <Link to="/workbench/cases/$id" params={{ id: row.id }}>
      {row.number}
    </Link>
  );
}

function ContractCard({ row }: { row: ContractRow }) {
  const { t } = useTranslation('services-assets');
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <span>{t(`contractStatus.${row.status}`)}</span>
        <span>
          {t('contracts.until')} {row.until}
        </span>
      </div>
      <strong>
        <CaseLink row={row} /> {row.what}
      </strong>
      <div>
        {row.party} · <MoneyText amount={row.yearlyRent} />
      </div>
      <div className="wb-quiet">
        {pick(row.regionName)} · {t('contracts.unpaid')} <MoneyText amount={row.unpaid} />
      </div>
    </article>
  );
}
