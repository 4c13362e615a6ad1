import type { Permission } from '#contract/permissions';

export type WorkbenchPage =
  | 'desk'
  | 'alerts'
  | 'corrections'
  | 'cases'
  | 'imports'
  | 'sources'
  | 'catalogue'
  | 'rules'
  | 'calendars'
  | 'organs'
  | 'accounts'
  | 'posts'
  | 'grants'
  | 'identityEvents';

/** The permission that the endpoints behind a page ask for; none where whoever is signed in may read. */
export const pageNeeds: Partial<Record<WorkbenchPage, Permission>> = {
  desk: 'alerts.read',
  alerts: 'alerts.read',
  corrections: 'corrections.read',
  cases: 'cases.read',
  imports: 'imports.run',
  sources: 'sources.manage',
  accounts: 'people.read',
  posts: 'people.read',
  grants: 'people.read',
  identityEvents: 'audit.read',
};

const addresses: [start: string, page: WorkbenchPage][] = [
  ['/workbench/alerts', 'alerts'],
  ['/workbench/corrections', 'corrections'],
  ['/workbench/cases', 'cases'],
  ['/workbench/imports', 'imports'],
  ['/workbench/sources', 'sources'],
  ['/workbench/people/accounts', 'accounts'],
  ['/workbench/people/posts', 'posts'],
  ['/workbench/people/grants', 'grants'],
  ['/workbench/people/events', 'identityEvents'],
];

/** What the page at an address asks for. */
export function needOf(pathname: string): Permission | undefined {
  if (/^\/workbench\/?$/.test(pathname)) return pageNeeds.desk;
  const found = addresses.find(([start]) => pathname === start || pathname.startsWith(`${start}/`));
  return found && pageNeeds[found[1]];
}
