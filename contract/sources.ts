import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { intakeAnswer } from '#contract/events';
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

export const sourcesApi = {
  listSources: endpoint({
    method: 'GET',
    path: '/api/sources',
    summary: 'Registered sources',
    face: 'workbench',
    response: z.array(sourceRow),
  }),
  createSource: endpoint({
    method: 'POST',
    path: '/api/sources',
    summary: 'Register a source; its token is shown once',
    face: 'workbench',
    body: source,
    response: sourceRow.extend({ token: z.string() }),
  }),
  /** Body: one CloudEvent (application/cloudevents+json) or a list (application/cloudevents-batch+json). */
  postEvents: endpoint({
    method: 'POST',
    path: '/api/events',
    summary: 'Intake of CloudEvents 1.0, structured or batch, idempotent by (source, id)',
    face: 'source',
    body: z.unknown(),
    response: z.object({ answers: z.array(intakeAnswer) }),
  }),
};
