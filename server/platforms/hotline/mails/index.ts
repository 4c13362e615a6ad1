import type { Platform } from '#spine/platform/platform';
import { keepReading } from './inbox.ts';
import { registerMailRoutes } from './routes.ts';

/** The hotline's mailbox: what comes in by e-mail becomes tickets, is added to them, or is set aside with the reason. */
export const mails = {
  routes: registerMailRoutes,
  start: keepReading,
} satisfies Pick<Platform, 'routes' | 'start'>;
