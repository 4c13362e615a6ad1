import type { ClientBase } from 'pg';
import { int2Array, int4Array, textArray } from '#base/pg-binary';
import { type Instant, toRfc3339 } from '#base/time';
import type { Finding } from '#spine/alerts/rule';
import { judgePace } from '#spine/alerts/rules/pace';
import type { RuleParameters } from '#spine/alerts/rules/rule-parameters';
import { scopeOf } from '#spine/cases/case-book';
import type { IncomingEvent } from '#spine/journal/incoming';

/** An actor with the times of their recent steps, as they are written. */
export interface Pace {
  city: number;
  sourceId: number;
  actor: string;
  times: Instant[];
  changed: boolean;
  /** Whether there is a row of theirs already. */
  isStored: boolean;
}

function actorOf(event: IncomingEvent): string | undefined {
  return event.type === 'case.step-done' && typeof event.data.actor === 'string'
    ? event.data.actor
    : undefined;
}

/**
 * Adds a step to the recent ones of its actor (`times`, ascending, changed in place) and says whether it trips the rule.
 * Pure but for that, so that a replay judges alike. As many are kept as the rule looks back on.
 */
export function notePace(
  times: Instant[],
  step: { actor: string; at: Instant; seq: number },
  parameters: RuleParameters,
): Finding | null {
  const { actor, at, seq } = step;
  const numbers = parameters.known.BULK_BACKFILL!;
  const most = numbers.mostSteps!;
  // Imports tell of the past case by case: what an actor did later does not count for an earlier step.
  const inOrder = times.length === 0 || times[times.length - 1]! <= at;
  const earlier = inOrder ? times : times.filter((time) => time <= at);
  const from = judgePace(earlier, at, numbers) ? earlier.at(-most)! : null;
  times.splice(earlier.length, 0, at);
  if (times.length > most + 1) times.shift();
  if (from === null || parameters.off.has('BULK_BACKFILL')) return null;
  return {
    rule: 'BULK_BACKFILL',
    key: `BULK_BACKFILL:pace:${seq}`,
    level: parameters.levels.BULK_BACKFILL ?? 'yellow',
    at,
    evidence: {
      actor,
      steps: most + 1,
      from: toRfc3339(from),
      to: toRfc3339(at),
    },
  };
}

const timeBytes = 6;

/** Times as `actor_pace` holds them: milliseconds since 1970, six bytes each. */
export function packTimes(times: readonly Instant[]): Buffer {
  const packed = Buffer.allocUnsafe(times.length * timeBytes);
  for (let i = 0; i < times.length; i++) packed.writeIntBE(times[i]!, i * timeBytes, timeBytes);
  return packed;
}

export function unpackTimes(packed: Buffer): Instant[] {
  const times: Instant[] = [];
  for (let at = 0; at < packed.length; at += timeBytes) times.push(packed.readIntBE(at, timeBytes));
  return times;
}

/** Reads what is stored of actors into them. */
export async function readPace(client: ClientBase, actors: readonly Pace[]): Promise<void> {
  if (actors.length === 0) return;
  const { rows } = await client.query<{ i: number; times: Buffer }>({
    name: 'actor-pace',
    text: `SELECT k.i::int4 - 1 AS i, p.times
           FROM unnest($1::int2[], $2::int4[], $3::text[]) WITH ORDINALITY AS k (city, source_id, actor, i)
             JOIN actor_pace p ON p.city = k.city AND p.source_id = k.source_id AND p.actor = k.actor`,
    values: [
      int2Array(actors.map((one) => one.city)),
      int4Array(actors.map((one) => one.sourceId)),
      textArray(actors.map((one) => one.actor)),
    ],
  });
  for (const { i, times } of rows) {
    const actor = actors[i]!;
    actor.times = unpackTimes(times);
    actor.isStored = true;
  }
}

/** Actors that are kept between batches. */
const mostKept = 8_192;

/**
 * Recent step times of actors: the only rule that looks over several cases (BULK_BACKFILL).
 * An actor is known by name within a city and source. Kept from batch to batch, as the cases are.
 */
export class PaceBook {
  readonly #actors = new Map<number, Map<string, Pace>>();
  #kept = 0;
  #changed: Pace[] = [];

  /** The actor of an event, if they are not kept here: from now on they are, and what is stored of them is still to be read. */
  meet(event: IncomingEvent): Pace | undefined {
    const actor = actorOf(event);
    if (actor === undefined) return;
    const { city, source } = event;
    const scope = scopeOf(city, source.id);
    let actors = this.#actors.get(scope);
    if (!actors) {
      actors = new Map();
      this.#actors.set(scope, actors);
    }
    if (actors.has(actor)) return;
    const one = { city, sourceId: source.id, actor, times: [], changed: false, isStored: false };
    actors.set(actor, one);
    this.#kept += 1;
    return one;
  }

  /** Notes a step and says whether it trips the rule. */
  take(event: IncomingEvent, seq: number, at: Instant, parameters: RuleParameters): Finding | null {
    const name = actorOf(event);
    if (name === undefined) return null;
    const actor = this.#actors.get(scopeOf(event.city, event.source.id))!.get(name)!;
    if (!actor.changed) this.#changed.push(actor);
    actor.changed = true;
    return notePace(actor.times, { actor: name, at, seq }, parameters);
  }

  /** Since the last `settle`. */
  changed(): readonly Pace[] {
    return this.#changed;
  }

  /** What was changed is written. */
  settle(): void {
    for (const actor of this.#changed) {
      actor.changed = false;
      actor.isStored = true;
    }
    this.#changed = [];
    if (this.#kept > mostKept) this.forget();
  }

  forget(): void {
    this.#actors.clear();
    this.#kept = 0;
    this.#changed = [];
  }
}
