import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { PageLoading } from './page-states.tsx';

const Messages = lazy(() => import('./messages.tsx'));

/** Around all faces; the workbench, where things are done, brings its messages along. */
export default function RootFrame() {
  const acting = useLocation({ select: ({ pathname }) => /^\/(workbench|account)(\/|$)/.test(pathname) });
  if (!acting) return <Outlet />;
  return (
    <Suspense fallback={<PageLoading />}>
      <Messages>
        <Outlet />
      </Messages>
    </Suspense>
  );
}
