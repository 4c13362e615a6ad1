import { getRouteApi, Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { type MatterRow, mattersApi, matterStatuses } from '#contract/services/village-matters';
import { useEndpoint } from '../../../../api.ts';
import { useLanguage, usePick } from '../../../../i18n/language.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { formatYuan } from '../../../../ui/yuan.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { OpenMatter } from './open-matter.tsx';
import { useOwnVillage } from './own-village.ts';

const route = getRouteApi('/workbench/services/village/matters');

function MatterLink({ row }: { row: MatterRow }) {
  const { language } = useLanguage();
  const pick = usePick();
  return (
    <>
      <Link to="/workbench/services/village/matters/$id" params={{ id: row.id }}>
        {row.title}
      </Link>
      <div className="wb-quiet">
        {pick(row.typeName)}
        {row.amount && ` · ${formatYuan(row.amount, language)}`}
      </div>
    </>
  );
}

function MatterCard({ row }: { row: MatterRow }) {
  const pick = usePick();
  return (
    <article className="wb-card">
      <strong>
        <MatterLink row={row} />
      </strong>
      <div>{pick(matterStatuses[row.status])}</div>
      <div className="wb-quiet">
        {pick(row.regionName)} · <TimeText at={row.openedAt} form="day" />
      </div>
    </article>
  );
}

/** Matters under the four discussions, the newest first. */
export default function MatterListPage() {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const village = useOwnVillage();
  const query = useEndpoint(mattersApi.listMatters, { query: search }, { keepPrevious: true });
  const columns: TableColumnsType<MatterRow> = [
    { key: 'matter', title: t('matterList.matter'), render: (_, row) => <MatterLink row={row} /> },
    { key: 'village', title: t('matterList.village'), width: 220, render: (_, row) => pick(row.regionName) },
    {
      key: 'status',
      title: t('matterList.status'),
      width: 220,
      render: (_, row) => pick(matterStatuses[row.status]),
    },
    {
      key: 'opened',
      title: t('matterList.opened'),
      width: 140,
      render: (_, row) => <TimeText at={row.openedAt} form="day" />,
    },
  ];
  return (
    <>
      <PageHeader
        title={t('matters.title')}
        sub={t('matterList.sub')}
        actions={village && <OpenMatter organ={village} />}
      />
      <PagedTable
        query={query}
        label={t('matters.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <MatterCard row={row} />}
        empty={<EmptyState title={t('matterList.empty')} hint={t('matterList.emptyHint')} />}
        onPage={(page, pageSize) => void navigate({ search: (now) => ({ ...now, page, pageSize }) })}
        onOpen={(row) =>
          void navigate({ to: '/workbench/services/village/matters/$id', params: { id: row.id } })
        }
      />
    </>
  );
}
