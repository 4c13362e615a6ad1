import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { tellWork } from '#base/observe';
import { toRfc3339 } from '#base/time';
import type { IntakeAnswer } from '#contract/events';
import { mostEventsAtOnce, sourcesApi } from '#contract/sources';
import type { RegisteredSource } from '#spine/catalogue/registry';
import { admit, type IncomingEvent } from '#spine/journal/incoming';
import { hashToken } from '#spine/intake/tokens';
import type { Spine } from '#spine/spine';

const structured = 'application/cloudevents+json';
const batch = 'application/cloudevents-batch+json';

/** Tokens of the sources by hash, read again when a token is not known. */
class TokenBook {
  readonly #spine: Spine;
  #bySource = new Map<string, string>();

  constructor(spine: Spine) {
    this.#spine = spine;
  }

  async #read(): Promise<void> {
    const { rows } = await this.#spine.pool.query<{ code: string; token_hash: Buffer }>(
      'SELECT code, token_hash FROM source WHERE token_hash IS NOT NULL',
    );
    this.#bySource = new Map(rows.map((row) => [row.token_hash.toString('hex'), row.code]));
  }

  /** Refusal: unauthorised. */
  async sourceOf(request: FastifyRequest): Promise<RegisteredSource> {
    const token = /^Bearer ([\w-]{20,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token)
      throw new Refusal('unauthorised', {
        field: 'authorization',
        expected: 'Bearer and the token of a source',
      });
    const key = hashToken(token).toString('hex');
    if (!this.#bySource.has(key)) await this.#read();
    const code = this.#bySource.get(key);
    if (code === undefined)
      throw new Refusal('unauthorised', {
        field: 'authorization',
        expected: 'the token of a registered source',
      });
    const source = this.#spine.registry.source(code);
    if (source) return source;
    await this.#spine.registry.refresh();
    return this.#spine.registry.source(code)!;
  }
}

/** One CloudEvent or a list, by media type (CloudEvents 1.0.2, HTTP protocol binding, 3.2 and 3.3). */
function eventsOf(request: FastifyRequest): unknown[] {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const body = request.body;
  if (type === structured) return [body];
  if (!Array.isArray(body)) throw new Refusal('body-invalid', { expected: 'a JSON list of events' });
  if (body.length > mostEventsAtOnce)
    throw new Refusal('too-large', { expected: `at most ${mostEventsAtOnce} events in one request` });
  return body;
}

/** JSON between systems is in UTF-8 (RFC 8259, 8.1). Refusals: unsupported-media-type, body-invalid. */
function jsonOf(contentType: string | undefined, body: Buffer): unknown {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset))
    throw new Refusal('unsupported-media-type', { field: 'content-type', expected: 'charset=utf-8' });
  if (!isUtf8(body)) throw new Refusal('body-invalid', { expected: 'JSON in UTF-8' });
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal('body-invalid', { expected: 'JSON' });
  }
}

/** A replay source's present follows its newest event. */
async function moveNow(spine: Spine, source: RegisteredSource, events: IncomingEvent[]): Promise<void> {
  if (source.mode !== 'replay' || events.length === 0) return;
  const newest = events.reduce((most, event) => Math.max(most, event.occurredAt), 0);
  await spine.pool.query('UPDATE source SET now_at = greatest(now_at, $2::timestamptz) WHERE id = $1', [
    source.id,
    toRfc3339(newest),
  ]);
}

/** `POST /api/events`: idempotent by (source, id), an answer for each event, after the commit. */
export function registerEventRoutes(app: FastifyInstance, spine: Spine): void {
  const tokens = new TokenBook(spine);
  const senders = new WeakMap<FastifyRequest, RegisteredSource>();
  void app.register(async (scope) => {
    // Before the body is read: whoever has no token shall not make work.
    scope.addHook('onRequest', async (request) => {
      senders.set(request, await tokens.sourceOf(request));
    });
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      [structured, batch],
      { parseAs: 'buffer' },
      async (request: FastifyRequest, body: Buffer) => jsonOf(request.headers['content-type'], body),
    );
    const { path, summary, face, access, bodies, response } = sourcesApi.postEvents;
    const schema = { summary, tags: [face], response: { 200: response } };
    scope.post(path, { schema, config: { bodies, access } }, async (request) => {
      const source = senders.get(request)!;
      const raw = eventsOf(request);
      const answers: (IntakeAnswer | undefined)[] = raw.map(() => undefined);
      const admitted: { at: number; event: IncomingEvent }[] = [];
      for (const [i, one] of raw.entries()) {
        try {
          admitted.push({ at: i, event: admit(one, spine.registry, source, spine.now()) });
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          const id = (one as { id?: unknown } | null)?.id;
          const { field, expected } = error.about;
          answers[i] = {
            id: typeof id === 'string' ? id : '',
            outcome: 'refused',
            code: error.code,
            field,
            expected,
          };
        }
      }
      const refused = raw.length - admitted.length;
      if (refused > 0) tellWork('intake.refused', { refused });
      const written = await spine.journal.append(admitted.map((one) => one.event));
      for (const [i, answer] of written.entries()) answers[admitted[i]!.at] = answer;
      await moveNow(
        spine,
        source,
        admitted.filter((_, i) => written[i]!.outcome === 'accepted').map((one) => one.event),
      );
      return { answers: answers as IntakeAnswer[] };
    });
  });
}
