import { getRouteApi, Link } from '@tanstack/react-router';
import { Select, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CameraViewing, hallsApi, viewingPurposes } from '#contract/powers/halls';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';

const route = getRouteApi('/workbench/powers/viewings');
type Search = ReturnType<typeof route.useSearch>;

/** The camera, as a link for whoever sees it; auditors see its name alone. */
function Camera({ row }: { row: CameraViewing }) {
  const may = useMay();
  if (!may('cases.read')) return row.cameraName;
  return (
    <Link to="/workbench/powers/cameras/$id" params={{ id: row.camera }}>
      {row.cameraName}
    </Link>
  );
}

function useColumns(): TableColumnsType<CameraViewing> {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  return [
    { key: 'at', title: t('viewings.at'), render: (_, row) => <TimeText at={row.at} form="second" /> },
    { key: 'actor', title: t('viewings.actor'), render: (_, row) => row.actor },
    {
      key: 'camera',
      title: t('camera'),
      render: (_, row) => (
        <>
          <Camera row={row} />
          <div className="wb-quiet">{row.hall}</div>
        </>
      ),
    },
    { key: 'purpose', title: t('viewings.purpose'), render: (_, row) => pick(viewingPurposes[row.purpose]) },
    { key: 'reason', title: t('viewings.reason'), render: (_, row) => row.reason },
    { key: 'ends', title: t('viewings.ends'), render: (_, row) => <TimeText at={row.endsAt} /> },
  ];
}

function ViewingCard({ row }: { row: CameraViewing }) {
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <strong>{row.actor}</strong>
        <TimeText at={row.at} />
      </div>
      <div>
        <Camera row={row} /> · {row.hall}
      </div>
      <div className="wb-quiet">
        {pick(viewingPurposes[row.purpose])} · {row.reason}
      </div>
    </article>
  );
}

/** Who watched which camera, when and what for: all of it for auditors, their own for whoever watches. */
export default function ViewingListPage() {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(hallsApi.listViewings, { query: search }, { keepPrevious: true });
  const columns = useColumns();
  const change = (patch: Search) =>
    void navigate({ search: (now: Search) => ({ ...now, page: undefined, ...patch }) });
  const active = [search.actor, search.purpose, search.camera].filter(Boolean).length;
  return (
    <>
      <PageHeader
        title={t('viewings.title')}
        sub={t(may('audit.read') ? 'viewings.sub' : 'viewings.ownSub')}
      />
      <FilterBar
        active={active}
        onClear={() => change({ actor: undefined, purpose: undefined, camera: undefined })}
      >
        {may('audit.read') && (
          <FilterField label={t('viewings.account')} wide>
            {(id) => (
              <SearchInput
                id={id}
                maxLength={120}
                value={search.actor}
                onChange={(actor) => change({ actor })}
              />
            )}
          </FilterField>
        )}
        <FilterField label={t('viewings.purpose')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              placeholder={t('any')}
              value={search.purpose}
              onChange={(purpose?: CameraViewing['purpose']) => change({ purpose })}
              options={Object.entries(viewingPurposes).map(([value, name]) => ({ value, label: pick(name) }))}
            />
          )}
        </FilterField>
      </FilterBar>
      <PagedTable
        query={query}
        label={t('viewings.title')}
        rowKey={(row) => row.id}
        columns={columns}
        card={(row) => <ViewingCard row={row} />}
        empty={<EmptyState title={t('viewings.none')} hint={t('viewings.noneHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
      />
    </>
  );
}
