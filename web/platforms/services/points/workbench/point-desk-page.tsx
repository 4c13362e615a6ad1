import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { pointsApi, type PointRow } from '#contract/services/points';
import { province } from '#contract/province';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { OpeningText } from '../opening-text.tsx';
import { PointFilters, type PointSearch } from '../point-filters.tsx';
import { PointMap } from '../point-map.tsx';
import { PointDrawer } from './point-drawer.tsx';

const route = getRouteApi('/workbench/services/points');

/** The register of service points: list, map, and the form beside them. */
export default function PointDeskPage() {
  const { t } = useTranslation('services-points');
  const pick = usePick();
  const { edit: _edit, create: _create, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const query = useEndpoint(pointsApi.listPoints, { query: search }, { keepPrevious: true });
  const change = (patch: PointSearch & { edit?: string; create?: 'true' }) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }), resetScroll: false });
  const link = (row: PointRow) => (
    <Link to="/workbench/services/points" search={(now) => ({ ...now, edit: row.id }) as never}>
      {pick(row.name)}
    </Link>
  );
  const columns: TableColumnsType<PointRow> = [
    { key: 'name', title: t('fields.name'), width: 260, render: (_, row) => link(row) },
    { key: 'level', title: t('fields.level'), width: 80, render: (_, row) => t(`level.${row.level as 2}`) },
    { key: 'region', title: t('fields.region'), width: 120, render: (_, row) => pick(row.regionName) },
    { key: 'organ', title: t('fields.organ'), width: 200, render: (_, row) => pick(row.organName) },
    { key: 'windows', title: t('fields.windows'), width: 80, render: (_, row) => row.windows },
    { key: 'opening', title: t('fields.opening'), render: (_, row) => <OpeningText opening={row.opening} /> },
  ];
  return (
    <>
      <PageHeader
        title={t('desk.title')}
        sub={t('desk.sub')}
        marks={query.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={
          may('points.edit') && (
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => change({ create: 'true' })}
            >
              {t('desk.new')}
            </Button>
          )
        }
      />
      <PointFilters search={search} onChange={change} withState />
      <Section title={t('map.title')}>
        <PointMap
          region={search.region ?? province}
          points={query.data?.rows ?? []}
          onRegion={(region) => change({ region })}
        />
      </Section>
      <Section title={t('list', { count: query.data?.total ?? 0 })}>
        <PagedTable
          query={query}
          label={t('desk.title')}
          rowKey={(row) => row.id}
          columns={columns}
          card={(row) => (
            <article className="wb-card">
              <strong>{link(row)}</strong>
              <OpeningText opening={row.opening} />
              <div className="wb-quiet">
                {t(`level.${row.level as 2}`)} · {pick(row.regionName)}
              </div>
            </article>
          )}
          empty={<EmptyState title={t('empty')} hint={t('emptyHint')} />}
          onPage={(page, pageSize) => change({ page, pageSize })}
          onOpen={(row) => change({ edit: row.id, page: search.page })}
        />
      </Section>
      <PointDrawer />
    </>
  );
}
