import { Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { PageLoading } from './page-states.tsx';

const AntFrame = lazy(() => import('./ant-frame.tsx'));
const Messages = lazy(() => import('./messages.tsx'));

/** Around all faces. The portal brings Ant Design to those of its pages that use it; the workbench messages as well. */
export default function RootFrame() {
  const portal = useMatches({ select: (matches) => matches.some(({ routeId }) => routeId === '/portal') });
  const acting = useLocation({ select: ({ pathname }) => /^\/(workbench|account)(\/|$)/.test(pathname) });
  if (portal) return <Outlet />;
  return (
    <Suspense fallback={<PageLoading />}>
      <AntFrame>
        {acting ? (
          <Messages>
            <Outlet />
          </Messages>
        ) : (
          <Outlet />
        )}
      </AntFrame>
    </Suspense>
  );
}
