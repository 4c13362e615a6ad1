import { FullscreenOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button, Pagination, Radio, Select } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type CameraRow, hallsApi } from '#contract/powers/halls';
import { type ResponseOf, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { RegionCascader } from '../../../../ui/region-cascader.tsx';
import { useTimeText } from '../../../../ui/time-text.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import styles from '../halls.module.css';
import { grids, type WallSearch } from '../wall-search.ts';
import { CameraTile } from './camera-tile.tsx';
import { StartViewing } from './start-viewing.tsx';
import { useViewings } from './use-viewings.ts';

const route = getRouteApi('/workbench/powers/halls');
type Halls = ResponseOf<typeof hallsApi.listHalls>;

/** Halls as they are now: choose a division, a hall, a camera; say what for; watch. */
export default function WallPage() {
  const { t } = useTranslation('powers-halls');
  const search = route.useSearch() as WallSearch;
  const navigate = route.useNavigate();
  const { region, hall, grid = 4, page = 1 } = search;
  const halls = useEndpoint(hallsApi.listHalls, { query: { region } }, { keepPrevious: true });
  const cameras = useEndpoint(
    hallsApi.listCameras,
    { query: { region, hall, status: 'in-use', page, pageSize: grid } },
    { keepPrevious: true, refetchInterval: 20_000 },
  );
  const change = (patch: WallSearch) =>
    void navigate({ search: (now: WallSearch) => ({ ...now, page: undefined, ...patch }) });
  return (
    <>
      <PageHeader
        title={t('wall.title')}
        sub={t('wall.sub')}
        marks={cameras.data?.rows.some((row) => row.demonstration) && <DemoBadge />}
        actions={<Link to="/workbench/powers/viewings">{t('viewings.link')}</Link>}
      />
      <Filters search={search} halls={halls.data} onChange={change} />
      <QueryView query={cameras}>
        {({ rows, total }) =>
          total === 0 ? (
            <EmptyState title={t('wall.empty')} hint={t('wall.emptyHint')} />
          ) : (
            <Wall rows={rows} grid={grid} halls={halls.data}>
              {total > grid && (
                <Pagination
                  current={page}
                  pageSize={grid}
                  total={total}
                  showSizeChanger={false}
                  onChange={(next) => change({ page: next })}
                />
              )}
            </Wall>
          )
        }
      </QueryView>
    </>
  );
}

function Filters(props: {
  search: WallSearch;
  halls: Halls | undefined;
  onChange: (patch: WallSearch) => void;
}) {
  const { search, halls, onChange } = props;
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  const active = [search.region, search.hall].filter(Boolean).length;
  return (
    <FilterBar active={active} onClear={() => onChange({ region: undefined, hall: undefined })}>
      <FilterField label={t('region')}>
        {(id) => (
          <RegionCascader
            id={id}
            value={search.region}
            onChange={(region) => onChange({ region, hall: undefined })}
          />
        )}
      </FilterField>
      <FilterField label={t('hall')} wide>
        {(id) => (
          <Select
            id={id}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('any')}
            value={search.hall && `${search.region ?? ''} ${search.hall}`}
            onChange={(chosen?: string) =>
              onChange(chosen ? { region: chosen.slice(0, 12), hall: chosen.slice(13) } : { hall: undefined })
            }
            popupMatchSelectWidth={320}
            options={(halls?.rows ?? []).map((one) => ({
              value: `${one.region} ${one.hall}`,
              label: t('wall.hallOption', {
                hall: one.hall,
                place: pick(one.regionName),
                count: one.cameras,
              }),
            }))}
          />
        )}
      </FilterField>
      {search.hall && <WindowField search={search} />}
      <FilterField label={t('wall.grid')} wide>
        {(id) => (
          <Radio.Group
            id={id}
            optionType="button"
            className={styles.grid}
            value={search.grid ?? 4}
            onChange={({ target }) => onChange({ grid: target.value as WallSearch['grid'] })}
            options={grids.map((value) => ({ value, label: t('wall.pictures', { count: value }) }))}
          />
        )}
      </FilterField>
    </FilterBar>
  );
}

/** Of a hall that was chosen, the one window that is to be watched: on a page of its own. */
function WindowField({ search: { region, hall } }: { search: WallSearch }) {
  const { t } = useTranslation('powers-halls');
  const navigate = route.useNavigate();
  const query = { region, hall, status: 'in-use' as const, pageSize: 200 };
  const cameras = useEndpoint(hallsApi.listCameras, { query });
  return (
    <FilterField label={t('wall.window')}>
      {(id) => (
        <Select
          id={id}
          placeholder={t('wall.choose')}
          value={null}
          onChange={(camera: string | null) =>
            camera && void navigate({ to: '/workbench/powers/cameras/$id', params: { id: camera } })
          }
          popupMatchSelectWidth={260}
          options={(cameras.data?.rows ?? []).map((row) => ({
            value: row.id,
            label: [row.name, row.window].filter(Boolean).join(' · '),
          }))}
        />
      )}
    </FilterField>
  );
}

interface WallProps {
  rows: readonly CameraRow[];
  grid: number;
  halls: Halls | undefined;
  /** Beside the button for the whole screen. */
  children: React.ReactNode;
}

function Wall({ rows, grid, halls, children }: WallProps) {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  const may = useMay();
  const write = useTimeText();
  const wall = useRef<HTMLDivElement>(null);
  const viewings = useViewings(rows.map(({ id }) => id));
  const there = rows.filter(({ stream }) => stream !== 'offline').map(({ id }) => id);
  return (
    <>
      {halls && (
        <div className={styles.notice}>
          <p>{pick(halls.notice)}</p>
          <p>{t('wall.lasts', { minutes: halls.viewingMinutes })}</p>
        </div>
      )}
      {may('halls.watch') && (
        <StartViewing
          count={there.length}
          watching={viewings.watching}
          pending={viewings.pending}
          error={viewings.error}
          onStart={(purpose) => viewings.start(there, purpose)}
          onStop={viewings.stop}
        />
      )}
      {viewings.ended && <Alert type="info" showIcon closable title={t('wall.ended')} />}
      <div className={styles.wall} data-grid={grid} ref={wall}>
        {rows.map((camera) => (
          <CameraTile key={camera.id} camera={camera} viewing={viewings.of(camera.id)} />
        ))}
      </div>
      <div className={`${styles.caption} no-print`}>
        <div>
          {children}
          {viewings.endsAt && (
            <span className="wb-quiet">{t('wall.until', { at: write(viewings.endsAt) })}</span>
          )}
        </div>
        <Button
          icon={<FullscreenOutlined aria-hidden />}
          onClick={() => void wall.current?.requestFullscreen()}
        >
          {t('wall.wholeScreen')}
        </Button>
      </div>
    </>
  );
}
