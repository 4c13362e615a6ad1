import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { liveEvents, livePath } from '#contract/live';
import { toRfc3339 } from '#base/time';
import type { Spine } from '#spine/spine';
import type { LiveBatch } from '#spine/live/live-feed';

/** How often counts are announced while somebody looks, and how often a silent line is kept open. */
const countsMs = 1_000;
const keepAliveMs = 15_000;

function write(reply: FastifyReply, batch: LiveBatch): void {
  for (const message of batch.messages)
    reply.raw.write(`event: ${message.kind}\ndata: ${JSON.stringify(message.data)}\n\n`);
  // The position comes last, so that a reader that breaks off in the middle gets the whole batch again.
  reply.raw.write(`id: ${batch.position}\n\n`);
}

const schema = {
  summary: 'Alerts and corrections as they happen (server-sent events)',
  tags: ['public'],
  querystring: z.object({
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
  app.get(livePath, { schema }, async (request, reply) => {
    const { since } = request.query as z.output<typeof schema.querystring>;
    const given = request.headers['last-event-id'] ?? since;
    const from = typeof given === 'string' && /^\d{1,19}$/.test(given) ? given : await spine.live.head();
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    // Listen first and catch up second: what happens in between arrives twice at most, never not at all.
    let position = BigInt(from);
    const take = (batch: LiveBatch): void => {
      if (BigInt(batch.position) <= position) return;
      position = BigInt(batch.position);
      write(reply, batch);
    };
    const early: LiveBatch[] = [];
    let caughtUp = false;
    const unsubscribe = spine.live.subscribe((batch) => (caughtUp ? take(batch) : early.push(batch)));
    const counts = announceCounts(spine, reply);
    const keepAlive = setInterval(() => reply.raw.write(': still here\n\n'), keepAliveMs);
    request.raw.on('close', () => {
      unsubscribe();
      clearInterval(counts);
      clearInterval(keepAlive);
    });
    write(reply, await spine.live.since(from));
    caughtUp = true;
    for (const batch of early) take(batch);
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
