import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Erasure, erasureApi } from '#contract/erasure';
import { useEndpoint } from '../../api.ts';
import { useMay } from '../../session/permitted.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { FilterBar, FilterField } from '../ui/filter-bar.tsx';
import { PagedTable } from '../ui/paged-table.tsx';
import { YesNoSelect } from '../ui/yes-no-select.tsx';
import { AskErasure } from './ask-erasure.tsx';
import { ErasureDecision } from './decide-erasure.tsx';
import { ErasureCard, useErasureColumns } from './erasure-table.tsx';
import { ErasureEffect } from './erasure-effect.tsx';

const route = getRouteApi('/workbench/people/erasures');
type Search = ReturnType<typeof route.useSearch>;

/** Requests that somebody be erased: asked by one person, decided by another; auditors read them. */
export default function ErasureListPage() {
  const { t } = useTranslation('workbench-erasures');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const [deciding, setDeciding] = useState<Erasure | null>(null);
  const query = useEndpoint(erasureApi.listErasures, { query: search }, { keepPrevious: true });
  const change = (patch: Search) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }) });
  return (
    <>
      <PageHeader
        title={t('title')}
        sub={t('sub')}
        actions={
          may('personal.erase') && (
            <Button type="primary" onClick={() => setAsking(true)}>
              {t('ask')}
            </Button>
          )
        }
      />
      <ErasureEffect />
      <FilterBar active={search.open === undefined ? 0 : 1} onClear={() => change({ open: undefined })}>
        <FilterField label={t('state')}>
          {(id) => (
            <YesNoSelect
              id={id}
              value={search.open}
              onChange={(open) => change({ open })}
              yes={t('states.open')}
              no={t('states.done')}
            />
          )}
        </FilterField>
      </FilterBar>
      <PagedTable
        query={query}
        label={t('title')}
        rowKey={(row) => row.id}
        columns={useErasureColumns(setDeciding)}
        card={(row) => <ErasureCard row={row} onDecide={setDeciding} />}
        empty={
          <EmptyState
            title={t('empty')}
            hint={t(search.open === undefined ? 'emptyHint' : 'emptyFiltered')}
          />
        }
        onPage={(page, pageSize) => change({ page, pageSize })}
      />
      <AskErasure open={asking} onClose={() => setAsking(false)} />
      {deciding && <ErasureDecision row={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}
