import { createRootRoute, lazyRouteComponent } from '@tanstack/react-router';
import RootFrame from '../ui/root-frame.tsx';

/** The root of all three faces; each face brings its own layout. */
export const rootRoute = createRootRoute({
  component: RootFrame,
  notFoundComponent: lazyRouteComponent(() => import('../ui/not-found.tsx')),
});
