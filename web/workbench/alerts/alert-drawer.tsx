import { getRouteApi } from '@tanstack/react-router';
import { Drawer, Grid } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { alertsApi } from '#contract/alerts';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { AlertView } from './alert-view.tsx';

const route = getRouteApi('/workbench/alerts/$id');

/** One alert beside the list that it was opened from; closing it leads back to the same list. */
export default function AlertDrawer() {
  const { t } = useTranslation('workbench-queues');
  const pick = usePick();
  const { id } = route.useParams();
  const navigate = route.useNavigate();
  const roomy = Grid.useBreakpoint().md;
  useFocusBack(id);
  const query = useEndpoint(alertsApi.getAlert, { params: { id } });
  return (
    <Drawer
      open
      title={query.data ? pick(query.data.title) : t('alerts.one')}
      size={roomy ? 560 : '100%'}
      onClose={() => void navigate({ to: '/workbench/alerts', search: (now) => now })}
    >
      <QueryView query={query}>{(alert) => <AlertView alert={alert} />}</QueryView>
    </Drawer>
  );
}

/** The drawer is an address of its own; when it goes, the keyboard is back at the row that it was opened from. */
function useFocusBack(id: string): void {
  useEffect(
    () => () => document.querySelector<HTMLElement>(`[data-alert="${CSS.escape(id)}"]`)?.focus(),
    [id],
  );
}
