import { getRouteApi } from '@tanstack/react-router';
import { Drawer, Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { pointsApi } from '#contract/services/points';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { EditableWith } from '../../../../workbench/ui/editable-with.tsx';
import { PointAgents } from './point-agents.tsx';
import { PointForm } from './point-form.tsx';
import { PointHistory } from './point-history.tsx';

const route = getRouteApi('/workbench/services/points');

/** A point beside the list, to be changed or registered; its agents and its versions below. */
export function PointDrawer() {
  const { t } = useTranslation('services-points');
  const pick = usePick();
  const roomy = Grid.useBreakpoint().md;
  const { edit, create, region } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(
    pointsApi.getPoint,
    { params: { id: edit ?? '' } },
    { enabled: edit !== undefined },
  );
  const close = () =>
    void navigate({ search: (now) => ({ ...now, edit: undefined, create: undefined }), resetScroll: false });
  const blank = {
    region,
    groups: [{ letter: 'A', name: { zh: '综合窗口', en: 'General window' }, items: [], perSlot: 0 }],
    windows: [{ code: 'A1', name: { zh: '1号窗口', en: 'Window 1' }, group: 'A' }],
  };
  return (
    <Drawer
      open={edit !== undefined || create !== undefined}
      title={create ? t('desk.new') : query.data ? pick(query.data.name) : t('one')}
      size={roomy ? 720 : '100%'}
      onClose={close}
      destroyOnHidden
    >
      {create && <PointForm initial={blank} onDone={close} />}
      {!create && edit !== undefined && (
        <QueryView query={query}>
          {(point) => (
            <>
              <EditableWith permission="points.edit">
                <PointForm
                  key={`${point.id} ${point.version}`}
                  initial={point.content}
                  point={point}
                  onDone={() => void query.refetch()}
                />
              </EditableWith>
              {point.level === 6 && <PointAgents point={point} />}
              {point.editable && <PointHistory point={point} />}
            </>
          )}
        </QueryView>
      )}
    </Drawer>
  );
}
