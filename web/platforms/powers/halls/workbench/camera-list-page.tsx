import { getRouteApi, Link } from '@tanstack/react-router';
import { Select, type TableColumnsType, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CameraRow, cameraStatuses, hallsApi, streamStates } from '#contract/powers/halls';
import type { Role } from '#contract/roles';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMe } from '../../../../session/session.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';
import { StreamTag } from '../stream-tag.tsx';
import { RegisterCamera } from './register-camera.tsx';

const route = getRouteApi('/workbench/powers/cameras');
type Search = ReturnType<typeof route.useSearch>;
const registrars: readonly Role[] = ['window-clerk', 'handler', 'approver'];

function State({ row }: { row: CameraRow }) {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  return (
    <>
      {row.status === 'in-use' ? (
        <StreamTag state={row.stream} />
      ) : (
        <Tag>{pick(cameraStatuses[row.status])}</Tag>
      )}
      {row.status === 'in-use' && row.proposal && <Tag color="processing">{t('cameras.change')}</Tag>}
    </>
  );
}

function CameraLink({ row }: { row: CameraRow }) {
  return (
    <Link to="/workbench/powers/cameras/$id" params={{ id: row.id }}>
      {row.name}
    </Link>
  );
}

function useColumns(): TableColumnsType<CameraRow> {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  return [
    {
      key: 'name',
      title: t('camera'),
      render: (_, row) => (
        <>
          <CameraLink row={row} />
          {row.window && <div className="wb-quiet">{row.window}</div>}
        </>
      ),
    },
    {
      key: 'hall',
      title: t('hall'),
      render: (_, row) => (
        <>
          {row.hall}
          <div className="wb-quiet">
            {pick(row.regionName)} · {pick(row.organName)}
          </div>
        </>
      ),
    },
    { key: 'state', title: t('cameras.state'), render: (_, row) => <State row={row} /> },
    { key: 'since', title: t('cameras.since'), render: (_, row) => <TimeText at={row.streamSince} /> },
    {
      key: 'last',
      title: t('cameras.last'),
      render: (_, row) => <TimeText at={row.lastSegmentAt} form="second" />,
    },
    {
      key: 'retention',
      title: t('cameras.retention'),
      align: 'right',
      render: (_, row) => t('days', { count: row.retentionDays }),
    },
    { key: 'moments', title: t('cameras.moments'), align: 'right', render: (_, row) => row.moments },
  ];
}

function CameraCard({ row }: { row: CameraRow }) {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <State row={row} />
        <TimeText at={row.streamSince} />
      </div>
      <strong>
        <CameraLink row={row} />
      </strong>
      <div>{[row.hall, row.window].filter(Boolean).join(' · ')}</div>
      <div className="wb-quiet">
        {pick(row.regionName)} · {t('cameras.retention')} {t('days', { count: row.retentionDays })}
      </div>
    </article>
  );
}

/** The register of cameras: where each is, whether it is there, how long its recordings are kept. */
export default function CameraListPage() {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(
    hallsApi.listCameras,
    { query: search },
    { keepPrevious: true, refetchInterval: 30_000 },
  );
  const columns = useColumns();
  const change = (patch: Search) =>
    void navigate({ search: (now: Search) => ({ ...now, page: undefined, ...patch }) });
  const active = [search.search, search.region, search.hall, search.status, search.stream].filter(
    Boolean,
  ).length;
  const options = (names: Record<string, { zh: string; en: string }>) =>
    Object.entries(names).map(([value, name]) => ({ value, label: pick(name) }));
  return (
    <>
      <PageHeader
        title={t('cameras.title')}
        sub={t('cameras.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={me?.grants.some(({ role }) => registrars.includes(role)) && <RegisterCamera />}
      />
      <FilterBar
        active={active}
        onClear={() =>
          change({
            search: undefined,
            region: undefined,
            hall: undefined,
            status: undefined,
            stream: undefined,
          })
        }
      >
        <FilterField label={t('cameras.search')} wide>
          {(id) => (
            <SearchInput
              id={id}
              maxLength={80}
              value={search.search}
              onChange={(text) => change({ search: text })}
            />
          )}
        </FilterField>
        <FilterField label={t('region')}>
          {(id) => <RegionCascader id={id} value={search.region} onChange={(region) => change({ region })} />}
        </FilterField>
        <FilterField label={t('cameras.status')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              placeholder={t('any')}
              value={search.status}
              onChange={(status?: CameraRow['status']) => change({ status })}
              options={options(cameraStatuses)}
            />
          )}
        </FilterField>
        <FilterField label={t('cameras.stream')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              placeholder={t('any')}
              value={search.stream}
              onChange={(stream?: CameraRow['stream']) => change({ stream })}
              options={options(streamStates)}
            />
          )}
        </FilterField>
      </FilterBar>
      <PagedTable
        query={query}
        label={t('cameras.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <CameraCard row={row} />}
        empty={<EmptyState title={t('cameras.empty')} hint={t('cameras.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) => void navigate({ to: '/workbench/powers/cameras/$id', params: { id: row.id } })}
      />
    </>
  );
}
