import { z } from 'zod';
import { alertRow } from '#contract/alerts';
import type { Access } from '#contract/permissions';

/**
 * Server-sent events on `GET /api/live?region=`: each has an `id`; a reader that comes back with `Last-Event-ID`
 * gets what it missed. `event:` names one of these, `data:` is JSON of the shape.
 */
export const liveEvents = {
  /** An alert that fired. */
  alert: alertRow,
  /** A correction moved; read it again. */
  correction: z.object({ id: z.string(), status: z.string(), level: z.string() }),
  /** Counts changed since the last one of these; read the overview again. At most one a second. */
  counts: z.object({ asOf: z.iso.datetime(), eventsPerSecond: z.number() }),
  /** The position is too old to resume from; read everything again. */
  reset: z.object({}),
};
export const livePath = '/api/live';
export const liveAccess: Access = 'alerts.read';
