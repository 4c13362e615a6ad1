import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { hallParameters } from '../hall-parameters.ts';
import { firstVariant, withAddresses } from './playlist.ts';
import { type Stream, StreamAway } from './stream.ts';

const mostPlaylist = 256 * 1024;
const mostPart = 32 * 1024 * 1024;

/**
 * Whether an address lies at the gateway that this installation names (MINGJING_VIDEO), and nowhere else: whoever registers a
 * camera must not make this server ask other machines.
 */
export function isOfGateway(address: string, gateway: URL | null): boolean {
  if (!gateway || !URL.canParse(address)) return false;
  const given = new URL(address);
  const base = gateway.pathname.replace(/\/*$/, '/');
  return given.origin === gateway.origin && !given.username && given.pathname.startsWith(base);
}

/** Reads an address of the gateway, follows nothing elsewhere, and waits no longer than `fetchSeconds`. */
async function read(address: URL, most: number): Promise<{ type: string; content: Buffer }> {
  const answer = await fetch(address, {
    redirect: 'error',
    signal: AbortSignal.timeout(hallParameters.fetchSeconds * 1000),
  }).catch((cause: Error) => {
    throw new StreamAway(cause.name === 'TimeoutError' ? 'slow' : 'unreachable');
  });
  if (!answer.ok || !answer.body) throw new StreamAway('refused');
  if (Number(answer.headers.get('content-length') ?? 0) > most) throw new StreamAway('too-long');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of Readable.fromWeb(answer.body as ReadableStream) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > most) throw new StreamAway('too-long');
    chunks.push(chunk);
  }
  return {
    type: answer.headers.get('content-type') ?? 'application/octet-stream',
    content: Buffer.concat(chunks),
  };
}

/** A stream of the video gateway: HLS, as gateways of GB/T 28181 platforms and RTSP cameras give it. */
export function gatewayStream(address: string, gateway: URL): Stream {
  const within = (uri: string, base = address): URL => {
    const url = new URL(uri, base);
    if (!isOfGateway(url.href, gateway)) throw new StreamAway('foreign');
    return url;
  };
  return {
    async playlist() {
      const text = (await read(within(address), mostPlaylist)).content.toString('utf8');
      if (!text.startsWith('#EXTM3U')) throw new StreamAway('no-playlist');
      // Of a master playlist the first variant; addresses are relative to the playlist that names them.
      const variant = firstVariant(text);
      if (variant === null) return withAddresses(text, (uri) => within(uri).href);
      const at = within(variant);
      const media = (await read(at, mostPlaylist)).content.toString('utf8');
      return withAddresses(media, (uri) => within(uri, at.href).href);
    },
    part: (uri) => read(within(uri), mostPart),
  };
}
