import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { caseEvents, cloudEvent, intakeAnswer } from '#contract/events';
import { code } from '#contract/text';

/** A source of events. live: clocks run on recorded time; replay: on the log's own time, with the log's own now. */
export const source = z.object({
  code,
  name: z.string().min(1).max(120),
  mode: z.enum(['live', 'replay']),
  demonstration: z.boolean().default(false),
});
export type Source = z.infer<typeof source>;

export const sourceRow = source.extend({
  createdAt: z.iso.datetime(),
  cases: z.number().int(),
  /** A replay source's own present. */
  now: z.iso.datetime().nullable(),
});

/** One event with the data of its type, for the published description; intake checks envelope and data by itself. */
const [openedEvent, ...otherEvents] = Object.entries(caseEvents).map(([type, data]) =>
  cloudEvent.extend({
    type: z.literal(type),
    data: data.safeParse({}).success ? data.optional() : data,
  }),
);
export const typedCloudEvent = z.discriminatedUnion('type', [openedEvent!, ...otherEvents]);

/** Most events of one request to the door of departments' systems. */
export const mostEventsAtOnce = 10_000;

export const sourcesApi = {
  listSources: endpoint({
    method: 'GET',
    path: '/api/sources',
    summary: 'Registered sources',
    face: 'workbench',
    access: 'sources.manage',
    response: z.array(sourceRow),
  }),
  createSource: endpoint({
    method: 'POST',
    path: '/api/sources',
    summary: 'Register a source; its token is shown once',
    face: 'workbench',
    access: 'sources.manage',
    body: source,
    response: sourceRow.extend({ token: z.string() }),
  }),
  postEvents: endpoint({
    method: 'POST',
    path: '/api/events',
    summary: 'Intake of CloudEvents 1.0, structured or batch, idempotent by (source, id)',
    face: 'source',
    access: 'source',
    bodies: {
      'application/cloudevents+json': typedCloudEvent,
      'application/cloudevents-batch+json': z.array(typedCloudEvent).max(mostEventsAtOnce),
    },
    response: z.object({ answers: z.array(intakeAnswer) }),
  }),
};
