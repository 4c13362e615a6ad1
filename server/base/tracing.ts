import { randomBytes } from 'node:crypto';
import { type Answered, type Work, watchRequests, watchWork } from '#base/observe';
import { OperatorError } from '#base/operator-error';

/** Work that becomes a span each time; what is done each second and finds nothing to do is none. */
const spanned = new Set(['journal.batch', 'ticker.chunk', 'sequencer.leaves']);

/** The libraries, loaded only where traces are wanted: they cost start time and memory. */
async function load() {
  const [api, exporter, resources, base, node] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/sdk-trace-node'),
  ]).catch((cause: unknown) => {
    throw new OperatorError('Traces are asked for, and the libraries for them are not installed.', { cause });
  });
  return { api, exporter, resources, base, node };
}

/**
 * Sends spans of requests, journal batches, chunks of the ticker and rounds of the sequencer to a collector (OTLP over HTTP with
 * JSON, `<endpoint>/v1/traces`). Spans are made when their work has ended, so that nothing is carried along while it is done.
 * Sampling and further attributes are set as OpenTelemetry has it (`OTEL_TRACES_SAMPLER`, `OTEL_RESOURCE_ATTRIBUTES`).
 * @returns how to stop, which sends what is left
 */
export async function startTracing(
  endpoint: URL,
  service: { name: string; version: string },
): Promise<() => Promise<void>> {
  const { api, exporter, resources, base, node } = await load();
  let nextTrace: string | undefined;
  const provider = new node.NodeTracerProvider({
    resource: resources.resourceFromAttributes({
      'service.name': service.name,
      'service.version': service.version,
    }),
    // The trace of a request is named in its log line too, before any span is made.
    idGenerator: {
      generateTraceId: () => nextTrace ?? randomBytes(16).toString('hex'),
      generateSpanId: () => randomBytes(8).toString('hex'),
    },
    spanProcessors: [
      new base.BatchSpanProcessor(
        new exporter.OTLPTraceExporter({
          url: new URL('v1/traces', `${endpoint.href.replace(/\/?$/, '/')}`).href,
        }),
      ),
    ],
  });
  const tracer = provider.getTracer('mingjing');

  const ofRequest = ({ trace, parent, method, route, status, startedAt, ms }: Answered): void => {
    const context = parent
      ? api.trace.setSpanContext(api.ROOT_CONTEXT, {
          traceId: trace,
          spanId: parent.span,
          traceFlags: parent.sampled ? api.TraceFlags.SAMPLED : api.TraceFlags.NONE,
          isRemote: true,
        })
      : api.ROOT_CONTEXT;
    nextTrace = trace;
    const span = tracer.startSpan(
      `${method} ${route}`,
      {
        kind: api.SpanKind.SERVER,
        startTime: startedAt,
        attributes: {
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
        },
      },
      context,
    );
    nextTrace = undefined;
    if (status >= 500) span.setStatus({ code: api.SpanStatusCode.ERROR });
    span.end(startedAt + ms);
  };

  const ofWork = ({ name, startedAt, ms, error, counts = {} }: Work): void => {
    if (!spanned.has(name)) return;
    if (error === undefined && Object.values(counts).every((n) => n === 0)) return;
    const attributes = Object.fromEntries(Object.entries(counts).map(([key, n]) => [`mingjing.${key}`, n]));
    const span = tracer.startSpan(name, { startTime: startedAt, attributes }, api.ROOT_CONTEXT);
    if (error !== undefined) span.setStatus({ code: api.SpanStatusCode.ERROR });
    span.end(startedAt + ms);
  };

  const stops = [watchRequests(ofRequest), watchWork(ofWork)];
  return async () => {
    for (const stop of stops) stop();
    await provider.shutdown();
  };
}
