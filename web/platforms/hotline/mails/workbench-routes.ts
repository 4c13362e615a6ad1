import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { mailsApi } from '#contract/hotline/mails';
import { searchOf } from '../../../routes/search.ts';

/** The hotline's mailbox, under the layout of the workbench. */
export const mailWorkbenchRoutes = <Layout extends AnyRoute>(layout: Layout) =>
  [
    createRoute({
      getParentRoute: () => layout,
      path: 'hotline/mails',
      validateSearch: searchOf(mailsApi.listMails),
      component: lazyRouteComponent(() => import('./mail-list-page.tsx')),
    }),
  ] as const;
