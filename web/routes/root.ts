import { createRootRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import RootFrame from '../ui/root-frame.tsx';
import { learnSearch } from './search.ts';

/** The root of all three faces; each face brings its own layout. */
export const rootRoute = createRootRoute({
  // Only a page that is opened needs the schemas of its address; with them the address is read once more.
  beforeLoad: async ({ location }) => {
    if (await learnSearch()) throw redirect({ href: location.href, replace: true });
  },
  component: RootFrame,
  notFoundComponent: lazyRouteComponent(() => import('../ui/not-found.tsx')),
});
