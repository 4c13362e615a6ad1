import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Select, type TableColumnsType, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { type StampingRow, type StampingStatus, sealsApi, stampingStatuses } from '#contract/powers/seals';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { useMe } from '../../../../session/session.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { AskToStamp } from './ask-to-stamp.tsx';
import { PlaceFilter } from './place-filter.tsx';

const route = getRouteApi('/workbench/powers/stampings');
type Search = ReturnType<typeof route.useSearch>;

function StampingLink({ row }: { row: StampingRow }) {
  const { t } = useTranslation('powers-seals');
  return (
    <>
      <Link to="/workbench/powers/stampings/$id" params={{ id: row.id }}>
        {row.document || t('stampings.unasked')}
      </Link>{' '}
      {row.urgent && <Tag color="warning">{t('stampings.urgent')}</Tag>}
    </>
  );
}

function Count({ row }: { row: StampingRow }) {
  const { t } = useTranslation('powers-seals');
  return (
    <>
      {t('stampings.counted', { impressions: row.impressions, copies: row.copies })}
      {row.late > 0 && <div className="wb-quiet">{t('stampings.late', { count: row.late })}</div>}
    </>
  );
}

function useColumns(): TableColumnsType<StampingRow> {
  const { t } = useTranslation('powers-seals');
  const pick = usePick();
  const may = useMay();
  const alerts: TableColumnsType<StampingRow>[number] = {
    key: 'alerts',
    title: t('stampings.alerts'),
    align: 'right',
    render: (_, row) => row.alerts,
  };
  return [
    { key: 'document', title: t('stampings.document'), render: (_, row) => <StampingLink row={row} /> },
    {
      key: 'seal',
      title: t('stampings.seal'),
      render: (_, row) => (
        <>
          {row.sealName}
          <div className="wb-quiet">{pick(row.regionName)}</div>
        </>
      ),
    },
    { key: 'status', title: t('stampings.status'), render: (_, row) => pick(stampingStatuses[row.status]) },
    { key: 'count', title: t('stampings.count'), render: (_, row) => <Count row={row} /> },
    ...(may('alerts.read') ? [alerts] : []),
    { key: 'opened', title: t('stampings.opened'), render: (_, row) => <TimeText at={row.openedAt} /> },
  ];
}

function StampingCard({ row }: { row: StampingRow }) {
  const { t } = useTranslation('powers-seals');
  const pick = usePick();
  const may = useMay();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <span>{pick(stampingStatuses[row.status])}</span>
        <TimeText at={row.openedAt} form="day" />
      </div>
      <strong>
        <StampingLink row={row} />
      </strong>
      <div>
        {row.sealName} · <Count row={row} />
      </div>
      <div className="wb-quiet">
        {pick(row.regionName)}
        {may('alerts.read') && ` · ${t('stampings.alerts')} ${row.alerts}`}
      </div>
    </article>
  );
}

/** Requests to stamp, and stampings that nobody asked for, the newest first. */
export default function StampingListPage() {
  const { t } = useTranslation('powers-seals');
  const pick = usePick();
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(sealsApi.listStampings, { query: search }, { keepPrevious: true });
  const columns = useColumns();
  const change = (patch: Search) =>
    void navigate({ search: (now: Search) => ({ ...now, page: undefined, ...patch }) });
  const active = [search.status, search.seal].filter((value) => value !== undefined).length;
  return (
    <>
      <PageHeader
        title={t('stampings.title')}
        sub={t('stampings.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={me?.grants.some(({ role }) => role === 'village-clerk') && <AskToStamp />}
      />
      <PlaceFilter
        label={t('stampings.search')}
        search={search}
        active={active}
        onChange={change}
        onClear={() => change({ region: undefined, search: undefined, status: undefined, seal: undefined })}
      >
        <FilterField label={t('stampings.status')}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              allowClear
              placeholder={t('any')}
              value={search.status ?? []}
              onChange={(status: StampingStatus[]) =>
                change({ status: status.length > 0 ? status : undefined })
              }
              options={Object.entries(stampingStatuses).map(([value, name]) => ({
                value,
                label: pick(name),
              }))}
            />
          )}
        </FilterField>
        {search.seal && (
          <FilterField label={t('stampings.onlySeal')}>
            {(id) => (
              <Button id={id} onClick={() => change({ seal: undefined })}>
                {t('stampings.allSeals')}
              </Button>
            )}
          </FilterField>
        )}
      </PlaceFilter>
      <PagedTable
        query={query}
        label={t('stampings.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <StampingCard row={row} />}
        empty={<EmptyState title={t('stampings.empty')} hint={t('stampings.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
        onOpen={(row) => void navigate({ to: '/workbench/powers/stampings/$id', params: { id: row.id } })}
      />
    </>
  );
}
