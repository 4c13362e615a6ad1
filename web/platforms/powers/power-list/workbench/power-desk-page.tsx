import { getRouteApi, Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { itemTypes } from '#contract/catalogue';
import { powerListApi, type PowerRow } from '#contract/powers/power-list';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { NewPower } from './new-power.tsx';
import { PowerFilters, type PowerSearch } from '../power-filters.tsx';

const route = getRouteApi('/workbench/powers/power-list');

/** The entries in force, to be looked at and followed by new versions. */
export default function PowerDeskPage() {
  const { t } = useTranslation('powers-power-list');
  const may = useMay();
  const search = route.useSearch() as PowerSearch;
  const navigate = route.useNavigate();
  const query = useEndpoint(powerListApi.listPowers, { query: search }, { keepPrevious: true });
  const change = (patch: PowerSearch) =>
    void navigate({ search: (now) => ({ ...now, page: undefined, ...patch }) });
  return (
    <>
      <PageHeader
        title={t('title')}
        sub={t('deskSub')}
        actions={
          <>
            <Link to="/workbench/powers/laws">{t('laws.link')}</Link>
            {may('catalogue.edit') && <NewPower />}
          </>
        }
      />
      <PowerFilters search={search} types={query.data?.types} onChange={change} />
      <PagedTable
        query={query}
        label={t('title')}
        rowKey={(row) => row.code}
        columns={useColumns()}
        card={(row) => <PowerCard row={row} />}
        empty={<EmptyState title={t('empty')} hint={t('emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
      />
    </>
  );
}

function Name({ row }: { row: PowerRow }) {
  const pick = usePick();
  return (
    <>
      <Link to="/workbench/powers/power-list/$code" params={{ code: row.code }}>
        {pick(row.name)}
      </Link>
      <div className="wb-quiet">
        <code>{row.code}</code>
      </div>
    </>
  );
}

function useColumns(): TableColumnsType<PowerRow> {
  const { t } = useTranslation(['powers-power-list', 'terms']);
  const pick = usePick();
  return [
    { key: 'name', title: t('name'), render: (_, row) => <Name row={row} /> },
    { key: 'type', title: t('filters.type'), width: 130, render: (_, row) => pick(itemTypes[row.type]) },
    {
      key: 'level',
      title: t('filters.level'),
      width: 80,
      render: (_, row) => t(`terms:regionLevel.${row.level as 2}`),
    },
    { key: 'organ', title: t('organ'), render: (_, row) => pick(row.organName) },
    {
      key: 'version',
      title: t('versions'),
      width: 200,
      render: (_, row) => t('since', { version: row.version, day: row.effectiveFrom }),
    },
  ];
}

function PowerCard({ row }: { row: PowerRow }) {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  return (
    <article className="wb-card">
      <Name row={row} />
      <div>
        {pick(itemTypes[row.type])} · {pick(row.organName)}
      </div>
      <div className="wb-quiet">{t('since', { version: row.version, day: row.effectiveFrom })}</div>
    </article>
  );
}
