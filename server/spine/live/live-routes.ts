import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { liveAccess, liveEvents, livePath } from '#contract/live';
import { regionCode } from '#contract/text';
import { toRfc3339 } from '#base/time';
import { principalOf } from '#spine/identity/permission-guard';
import { reachesOf } from '#spine/identity/view';
import type { Spine } from '#spine/spine';
import { LiveReader } from '#spine/live/live-reader';

/** How often counts are announced while somebody looks, and how often a silent line is kept open. */
const countsMs = 1_000;
const keepAliveMs = 15_000;
/** After how long a reader that lost its line comes back. */
const retryMs = 1_000;
/** A line is cut after this long: whoever comes back is asked anew who they are and what they may see. */
const longestMs = 300_000;

const schema = {
  summary: 'Alerts and corrections as they happen (server-sent events)',
  tags: ['workbench'],
  querystring: z.object({
    region: regionCode.optional().describe('Only what concerns this division and those below it'),
    since: z
      .string()
      .optional()
      .describe('Position to go on from, where Last-Event-ID cannot be sent: the id of the last event seen'),
  }),
  response: {
    200: {
      description: `Events named ${Object.keys(liveEvents).join(', ')}, their data in JSON; an id after each batch`,
      content: { 'text/event-stream': { schema: z.string() } },
    },
  },
};

/**
 * Server-sent events (HTML standard, 9.2). A reader that comes back with `Last-Event-ID` (or `?since=`) gets what it missed.
 */
export function registerLiveRoutes(app: FastifyInstance, spine: Spine): void {
  app.get(livePath, { schema, config: { access: liveAccess } }, async (request, reply) => {
    const reaches = reachesOf(principalOf(request));
    const { since, region } = request.query as z.output<typeof schema.querystring>;
    const given = request.headers['last-event-id'] ?? since;
    const known = typeof given === 'string' && /^\d{1,19}$/.test(given);
    const from = known ? given : await spine.live.head();
    reply.hijack();
    const line = reply.raw;
    line.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    line.write(`retry: ${retryMs}\nid: ${from}\n\n`);
    const reader = new LiveReader(spine.live, line, from, region, reaches);
    const counts = announceCounts(spine, reply);
    const longest = setTimeout(() => line.end(), longestMs);
    const keepAlive = setInterval(() => reader.keepAlive(), keepAliveMs);
    const end = (): void => {
      reader.close();
      clearInterval(counts);
      clearInterval(keepAlive);
      clearTimeout(longest);
    };
    line.on('close', end);
    // It may have gone while the position was asked for.
    if (line.destroyed) end();
  });
}

/** Announces that counts moved, at most once a second, with the rate of events that this process took in. */
function announceCounts(spine: Spine, reply: FastifyReply): NodeJS.Timeout {
  let before = spine.journal.accepted;
  let silent = false;
  return setInterval(() => {
    const accepted = spine.journal.accepted;
    const eventsPerSecond = ((accepted - before) * 1_000) / countsMs;
    before = accepted;
    if (eventsPerSecond === 0 && silent) return;
    silent = eventsPerSecond === 0;
    reply.raw.write(
      `event: counts\ndata: ${JSON.stringify({ asOf: toRfc3339(spine.now()), eventsPerSecond })}\n\n`,
    );
  }, countsMs);
}
