import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { streamState } from '#contract/powers/halls';
import { bilingual, regionCode } from '#contract/text';

/** The colour of a running case: the highest card that stands on it, `none` where none does. */
export const runningColours = ['red', 'yellow', 'notice', 'none'] as const;

const count = z.number().int();

export const centreApi = {
  getCentre: endpoint({
    method: 'GET',
    path: '/api/powers/centre',
    summary:
      'Supervision centre: handling today, running cases by colour, slowest steps, organs by anomalies',
    face: 'workbench',
    access: 'alerts.read',
    query: z.object({
      /** The first division within reach where none is named; the province where no division is reached as a whole. */
      region: regionCode.optional(),
      /** Over how many days steps and anomalies are looked at. */
      days: z.coerce.number().int().min(1).max(366).default(30),
    }),
    response: z.object({
      region: regionCode,
      name: bilingual,
      asOf: z.iso.datetime(),
      /** The day that `today` counts, in the installation's time zone. */
      day: z.iso.date(),
      from: z.iso.date(),
      /** Of the division as a whole; null for whoever may not read its statistics. */
      today: z
        .object({
          opened: count,
          closed: count,
          closedLate: count,
          notice: count,
          yellow: count,
          red: count,
        })
        .nullable(),
      running: z.array(z.object({ colour: z.enum(runningColours), cases: count })),
      /** Steps by the median of how long they took, the slowest first. */
      steps: z.array(
        z.object({
          item: z.string(),
          itemName: bilingual,
          step: z.string(),
          stepName: bilingual,
          cases: count,
          /** In hours of the clock on the wall, from the step before it, or from the opening of the case. */
          medianHours: z.number(),
          p90Hours: z.number(),
        }),
      ),
      /** How many of the newest ended cases the times of steps are taken from. */
      sampled: count,
      /** Organs by clues of procedure, content, discretion and risk; what is merely late is not counted here. */
      organs: z.array(z.object({ code: z.string(), name: bilingual, anomalies: count, red: count })),
      /** Cameras of halls in use; those that are away stand first. */
      cameras: z.object({
        total: count,
        online: count,
        offline: count,
        rows: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            hall: z.string(),
            stream: streamState,
            since: z.iso.datetime().nullable(),
          }),
        ),
      }),
      anomalies: z.array(z.object({ rule: z.string(), title: bilingual, alerts: count })),
    }),
  }),
};
