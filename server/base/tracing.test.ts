import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { createHttp } from './http.ts';
import { createLog } from './log.ts';
import { observed } from './observe.ts';
import { startTracing } from './tracing.ts';

interface Span {
  traceId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
  status: { code?: number };
}

/** A collector as OTLP over HTTP has it, with JSON. */
const spans: Span[] = [];
const paths: string[] = [];
const collector = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    paths.push(request.url ?? '');
    const body = JSON.parse(Buffer.concat(parts).toString()) as {
      resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
    };
    spans.push(...body.resourceSpans.flatMap((one) => one.scopeSpans.flatMap((scope) => scope.spans)));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});
await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
const app = createHttp(createLog(() => {}));
app.get('/api/cases/:id', async () => ({}));
afterAll(async () => {
  await app.close();
  collector.close();
});

test('given a collector, then requests come with the caller’s trace, and batches, chunks and leaves as spans of their own', async () => {
  const { port } = collector.address() as AddressInfo;
  const stop = await startTracing(new URL(`http://127.0.0.1:${port}`), { name: 'mingjing', version: '0' });
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  await app.inject({ url: '/api/cases/3701-1', headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` } });
  const own = await app.inject('/api/cases/3701-2');
  await app.inject({ url: '/api/cases/3701-3', headers: { traceparent: `00-${trace}-00f067aa0ba902b7-00` } });
  await observed(
    'journal.batch',
    async () => {},
    () => ({ accepted: 3 }),
  );
  await observed(
    'ticker.chunk',
    async () => {},
    () => ({ fired: 0 }),
  );
  await observed(
    'ticker',
    async () => {},
    () => ({ fired: 2 }),
  );
  await observed('sequencer.leaves', () => Promise.reject(new Error('no'))).catch(() => {});
  await stop();
  await observed(
    'journal.batch',
    async () => {},
    () => ({ accepted: 9 }),
  );
  expect(new Set(paths)).toEqual(new Set(['/v1/traces']));
  expect(spans.map(({ name }) => name)).toEqual([
    'GET /api/cases/:id',
    'GET /api/cases/:id',
    'journal.batch',
    'sequencer.leaves',
  ]);
  const [told, made, batch, failed] = spans as [Span, Span, Span, Span];
  expect(told).toMatchObject({ traceId: trace, parentSpanId: '00f067aa0ba902b7' });
  // The trace that the log line of the request names.
  expect(made.traceId).toBe(String(own.headers['x-request-id']).replaceAll('-', ''));
  expect(made.parentSpanId).toBeUndefined();
  expect(batch.attributes).toContainEqual({ key: 'mingjing.accepted', value: { intValue: 3 } });
  expect(failed.status.code).toBe(2);
  // Templates of routes, never addresses.
  expect(JSON.stringify(spans)).not.toContain('3701-');
});
