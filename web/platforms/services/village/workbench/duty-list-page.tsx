import { getRouteApi } from '@tanstack/react-router';
import { Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { disclosureKinds, standings, villageApi } from '#contract/services/village';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { DutyCard, useDutyColumns } from './duty-columns.tsx';
import { OpenDuty } from './open-duty.tsx';
import { useOwnVillage } from './own-village.ts';

const route = getRouteApi('/workbench/services/village/duties');

/** Duties of disclosure by their date: of one's own village, or of all that one supervises. */
export default function DutyListPage() {
  const { t } = useTranslation('services-village');
  const pick = usePick();
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
      <div className="wb-filters no-print">
        {!village && (
          <RegionCascader
            value={search.region}
            placeholder={t('place.all')}
            style={{ width: 220 }}
            onChange={(region) => change({ region })}
          />
        )}
        <Select
          aria-label={t('duties.standing')}
          placeholder={t('duties.standing')}
          style={{ minWidth: 180 }}
          mode="multiple"
          allowClear
          value={search.standing ?? []}
          options={standings.map((value) => ({ value, label: t(`standing.${value}`) }))}
          onChange={(standing) => change({ standing: standing.length > 0 ? standing : undefined })}
        />
        <Select
          aria-label={t('duties.kind')}
          placeholder={t('duties.kind')}
          style={{ minWidth: 120 }}
          allowClear
          value={search.kind}
          options={Object.entries(disclosureKinds).map(([value, name]) => ({ value, label: pick(name) }))}
          onChange={(kind) => change({ kind: kind as typeof search.kind })}
        />
        <Checkbox
          checked={search.unanswered === 'true'}
          onChange={({ target }) => change({ unanswered: target.checked ? 'true' : undefined })}
        >
          {t('duties.unansweredOnly')}
        </Checkbox>
      </div>
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
