import { getRouteApi, Link } from '@tanstack/react-router';
import { Select, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { type SealRow, sealStatuses, sealsApi } from '#contract/powers/seals';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMe } from '../../../../session/session.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { DeviceStateTag } from './device-state-tag.tsx';
import { PlaceFilter } from './place-filter.tsx';
import { RegisterSeal } from './register-seal.tsx';

const route = getRouteApi('/workbench/powers/seals');
type Search = ReturnType<typeof route.useSearch>;

function SealLink({ row }: { row: SealRow }) {
  const pick = usePick();
  return (
    <>
      <Link to="/workbench/powers/seals/$id" params={{ id: row.id }}>
        {row.name}
      </Link>
      {row.status === 'retired' && <span className="wb-quiet"> {pick(sealStatuses.retired)}</span>}
    </>
  );
}

function useColumns(): TableColumnsType<SealRow> {
  const { t } = useTranslation('powers-seals');
  const pick = usePick();
  return [
    { key: 'name', title: t('seals.name'), render: (_, row) => <SealLink row={row} /> },
    {
      key: 'owner',
      title: t('seals.owner'),
      render: (_, row) => (
        <>
          {pick(row.organName)}
          <div className="wb-quiet">{pick(row.regionName)}</div>
        </>
      ),
    },
    { key: 'keeper', title: t('seals.keeper'), render: (_, row) => row.keeper },
    { key: 'device', title: t('seals.device'), render: (_, row) => <DeviceStateTag state={row.device} /> },
    { key: 'seen', title: t('seals.seen'), render: (_, row) => <TimeText at={row.lastSeenAt} /> },
    {
      key: 'used',
      title: t('seals.used'),
      render: (_, row) => (
        <Link to="/workbench/powers/stampings" search={{ seal: row.id }}>
          {t('seals.usedCount', { requests: row.requests, impressions: row.impressions })}
        </Link>
      ),
    },
  ];
}

function SealCard({ row }: { row: SealRow }) {
  const { t } = useTranslation('powers-seals');
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <DeviceStateTag state={row.device} />
        <TimeText at={row.lastSeenAt} />
      </div>
      <strong>
        <SealLink row={row} />
      </strong>
      <div>{pick(row.organName)}</div>
      <div className="wb-quiet">
        {pick(row.regionName)} · {t('seals.keeper')} {row.keeper}
      </div>
      <div>{t('seals.usedCount', { requests: row.requests, impressions: row.impressions })}</div>
    </article>
  );
}

/** The register of seals: whose they are, who keeps them, whether their devices are there, and how often they are used. */
export default function SealListPage() {
  const { t } = useTranslation('powers-seals');
  const pick = usePick();
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(sealsApi.listSeals, { query: search }, { keepPrevious: true });
  const columns = useColumns();
  const change = (patch: Search) =>
    void navigate({ search: (now: Search) => ({ ...now, page: undefined, ...patch }) });
  return (
    <>
      <PageHeader
        title={t('seals.title')}
        sub={t('seals.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={me?.grants.some(({ role }) => role === 'seal-approver') && <RegisterSeal />}
      />
      <PlaceFilter
        label={t('seals.search')}
        search={search}
        active={search.status === undefined ? 0 : 1}
        onChange={change}
        onClear={() => change({ region: undefined, search: undefined, status: undefined })}
      >
        <FilterField label={t('seals.status')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              placeholder={t('any')}
              value={search.status}
              onChange={(status?: SealRow['status']) => change({ status })}
              options={Object.entries(sealStatuses).map(([value, name]) => ({ value, label: pick(name) }))}
            />
          )}
        </FilterField>
      </PlaceFilter>
      <PagedTable
        query={query}
        label={t('seals.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <SealCard row={row} />}
        empty={<EmptyState title={t('seals.empty')} hint={t('seals.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) => void navigate({ to: '/workbench/powers/seals/$id', params: { id: row.id } })}
      />
    </>
  );
}
