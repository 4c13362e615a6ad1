import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { principalOf } from '#spine/identity/permission-guard';
import { parseKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { addressOf } from '../store.ts';
import { openStream } from './open-stream.ts';
import { withAddresses } from './playlist.ts';
import { type Stream, StreamAway } from './stream.ts';
import { partReference, readPart, readToken, type StreamToken } from './token.ts';

/** Never kept: neither by the browser nor by what lies between. */
const headers = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };

/** The stream of a viewing. Refusal: not-found. */
async function streamOf(
  spine: Spine,
  request: FastifyRequest<{ Params: { token: string } }>,
): Promise<{ token: StreamToken; stream: Stream }> {
  const token = readToken(spine, request.params.token, principalOf(request).accountId);
  const address = await addressOf(spine.pool, parseKey(token.camera));
  if (address === null) throw new Refusal('not-found', { field: 'token', expected: 'a camera in use' });
  return { token, stream: openStream(spine, address) };
}

/** A stream that is away is said so, and is no fault of this server. */
const away = (error: unknown): never => {
  if (error instanceof StreamAway) throw new Refusal('stream-away', { detail: error.fault });
  throw error;
};

/**
 * What a player asks for: the playlist, and what the playlist names. Both take the session of whoever watches and the token of a
 * viewing that was recorded; the gateway itself is never told to a browser.
 */
export function registerStreamRoutes(app: FastifyInstance, spine: Spine): void {
  const options = { schema: { hide: true }, config: { access: 'halls.watch' } } as const;
  app.get<{ Params: { token: string } }>(
    '/api/powers/streams/:token/live.m3u8',
    options,
    async (request, reply) => {
      const { token, stream } = await streamOf(spine, request);
      const text = await stream.playlist(spine.now()).catch(away);
      return reply
        .headers({ ...headers, 'content-type': 'application/vnd.apple.mpegurl' })
        .send(withAddresses(text as string, (uri) => `parts/${partReference(spine, token, uri)}`));
    },
  );
  app.get<{ Params: { token: string; part: string } }>(
    '/api/powers/streams/:token/parts/:part',
    options,
    async (request, reply) => {
      const { token, stream } = await streamOf(spine, request);
      const uri = readPart(spine, token, request.params.part);
      const { type, content } = (await stream.part(uri).catch(away)) as Awaited<ReturnType<Stream['part']>>;
      return reply.headers({ ...headers, 'content-type': type }).send(content);
    },
  );
}
