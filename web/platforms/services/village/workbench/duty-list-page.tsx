import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { villageApi } from '#contract/services/village';
import { useEndpoint } from '../../../../api.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { DutyCard, useDutyColumns } from './duty-columns.tsx';
import { DutyFilters } from './duty-filters.tsx';
import { OpenDuty } from './open-duty.tsx';
import { useOwnVillage } from './own-village.ts';

const route = getRouteApi('/workbench/services/village/duties');

/** Duties of disclosure by their date: of one's own village, or of all that one supervises. */
export default function DutyListPage() {
  const { t } = useTranslation('services-village');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const village = useOwnVillage();
  const query = useEndpoint(villageApi.listDuties, { query: search }, { keepPrevious: true });
  const columns = useDutyColumns();
  const change = (patch: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }) });
  return (
    <>
      <PageHeader
        title={t('duties.title')}
        sub={t('duties.sub')}
        actions={village && <OpenDuty organ={village} />}
      />
      <DutyFilters search={search} wide={!village} onChange={change} />
      <PagedTable
        query={query}
        label={t('duties.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <DutyCard row={row} />}
        empty={<EmptyState title={t('duties.empty')} hint={t('duties.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) =>
          void navigate({ to: '/workbench/services/village/duties/$id', params: { id: row.id } })
        }
      />
    </>
  );
}
