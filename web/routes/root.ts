import { createRootRoute, lazyRouteComponent } from '@tanstack/react-router';

/** The root of all three faces; each face brings its own layout. */
export const rootRoute = createRootRoute({
  notFoundComponent: lazyRouteComponent(() => import('../ui/not-found.tsx')),
});
