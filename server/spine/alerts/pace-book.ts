import type { ClientBase } from 'pg';
import { int4Array, textArray } from '#base/pg-binary';
import type { Instant } from '#base/time';
import type { Finding } from '#spine/alerts/rule';
import { judgePace } from '#spine/alerts/rules/pace';
import type { RuleParameters } from '#spine/alerts/rules/rule-parameters';
import type { IncomingEvent } from '#spine/journal/incoming';

/** How many step times of an actor are kept: as many as the rule allows in its window, and the one that trips it. */
const kept = 21;

interface Actor {
  sourceId: number;
  actor: string;
  times: Instant[];
  changed: boolean;
}

function actorOf(event: IncomingEvent): string | undefined {
  return event.type === 'case.step-done' && typeof event.data.actor === 'string'
    ? event.data.actor
    : undefined;
}

/**
 * Recent step times of the actors of a batch: the only rule that looks over several cases (BULK_BACKFILL).
 * An actor is known by name within a source.
 */
export class PaceBook {
  readonly #city: number;
  readonly #actors = new Map<string, Actor>();

  constructor(city: number) {
    this.#city = city;
  }

  async read(client: ClientBase, events: IncomingEvent[]): Promise<void> {
    for (const event of events) {
      const actor = actorOf(event);
      if (actor !== undefined) this.#actor(event.source.id, actor);
    }
    if (this.#actors.size === 0) return;
    const keys = [...this.#actors.values()];
    const { rows } = await client.query<{ source_id: number; actor: string; times: Instant[] }>({
      name: 'actor-pace',
      text: `SELECT p.source_id, p.actor, p.times FROM unnest($2::int4[], $3::text[]) AS k (source_id, actor)
               JOIN actor_pace p ON p.city = $1::int2 AND p.source_id = k.source_id AND p.actor = k.actor`,
      values: [
        this.#city,
        int4Array(keys.map((key) => key.sourceId)),
        textArray(keys.map((key) => key.actor)),
      ],
    });
    for (const row of rows) this.#actor(row.source_id, row.actor).times = row.times;
  }

  #actor(sourceId: number, name: string): Actor {
    const key = `${sourceId}|${name}`;
    let actor = this.#actors.get(key);
    if (!actor) {
      actor = { sourceId, actor: name, times: [], changed: false };
      this.#actors.set(key, actor);
    }
    return actor;
  }

  /** Notes a step and says whether it trips the rule. */
  take(event: IncomingEvent, seq: number, at: Instant, parameters: RuleParameters): Finding | null {
    const name = actorOf(event);
    if (name === undefined) return null;
    const actor = this.#actor(event.source.id, name);
    // Imports tell of the past case by case: what an actor did later does not count for an earlier step.
    const earlier = actor.times.filter((time) => time <= at);
    const trips = judgePace(earlier, at, parameters.numbers.BULK_BACKFILL!);
    let i = actor.times.length;
    while (i > 0 && actor.times[i - 1]! > at) i--;
    actor.times.splice(i, 0, at);
    if (actor.times.length > kept) actor.times.shift();
    actor.changed = true;
    if (!trips) return null;
    return {
      rule: 'BULK_BACKFILL',
      key: `BULK_BACKFILL:pace:${seq}`,
      level: parameters.levels.BULK_BACKFILL ?? 'yellow',
      at,
      evidence: {
        actor: name,
        steps: actor.times.length,
        from: new Date(actor.times[0]!).toISOString(),
        to: new Date(at).toISOString(),
      },
    };
  }

  changed(): { sourceId: number; actor: string; times: Instant[] }[] {
    return [...this.#actors.values()].filter((actor) => actor.changed);
  }
}
