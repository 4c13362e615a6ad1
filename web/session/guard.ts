import { redirect } from '@tanstack/react-router';
import { isIn, readMe } from './session.ts';

/**
 * Before a page for people who are signed in opens: whoever is not, signs in first and comes back. A server that
 * cannot be reached is the page's own affair to report.
 */
export async function signedInFirst({ location }: { location: { href: string } }): Promise<void> {
  const me = await readMe().catch(() => undefined);
  if (me !== undefined && !isIn(me)) throw redirect({ to: '/sign-in', search: { from: location.href } });
}
