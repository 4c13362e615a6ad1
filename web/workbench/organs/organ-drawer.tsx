import { Drawer, Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { regionsApi } from '#contract/regions';
import { province } from '#contract/province';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { EditableWith } from '../ui/editable-with.tsx';
import { OrganForm } from './organ-form.tsx';
import { organRoute } from './organ-route.ts';

/** An organ beside the list, to be changed or registered. */
export function OrganDrawer() {
  const { t } = useTranslation('workbench-organs');
  const pick = usePick();
  const roomy = Grid.useBreakpoint().md;
  const { edit, create, region } = organRoute.useSearch();
  const navigate = organRoute.useNavigate();
  const query = useEndpoint(
    regionsApi.listOrgans,
    { query: { code: edit, pageSize: 1 } },
    { enabled: edit !== undefined },
  );
  const organ = edit === undefined ? undefined : query.data?.rows.find((row) => row.code === edit);
  const close = () =>
    void navigate({ search: (now) => ({ ...now, edit: undefined, create: undefined }), resetScroll: false });
  return (
    <Drawer
      open={edit !== undefined || create !== undefined}
      title={create ? t('new') : organ ? pick(organ.name) : t('one')}
      size={roomy ? 640 : '100%'}
      onClose={close}
      destroyOnHidden
    >
      {create ? (
        <OrganForm
          initial={{ region: region ?? province, workPeriods: [], windows: [], posts: [] }}
          onDone={close}
        />
      ) : (
        edit !== undefined && (
          <QueryView query={query}>
            {() =>
              organ ? (
                <EditableWith permission="organs.edit">
                  <OrganForm key={organ.code} initial={organ} code={organ.code} onDone={close} />
                </EditableWith>
              ) : (
                <EmptyState title={t('unknown', { code: edit })} />
              )
            }
          </QueryView>
        )
      )}
    </Drawer>
  );
}
