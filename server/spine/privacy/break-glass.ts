import type { ClientBase, Pool } from 'pg';
import type { z } from 'zod';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { type Instant, type Now, toRfc3339 } from '#base/time';
import { type breakGlassAsk, breakGlassEvents, type BreakGlassPhase } from '#contract/privacy';
import { type BreakGlassCommand, decide, mayKnow } from '#spine/privacy/break-glass-actions';
import type { BreakGlassTimes } from '#spine/privacy/break-glass-limits';
import {
  type BreakGlassEvent,
  type BreakGlassState,
  evolve,
  phaseAt,
} from '#spine/privacy/break-glass-state';
import type { Official, Party } from '#spine/privacy/official';
import { caseOf, personExists } from '#spine/privacy/about';

/** A request by its number. */
export interface BreakGlassRequest {
  id: number;
  state: BreakGlassState;
}

interface EventRow {
  request_id: number;
  type: BreakGlassEvent['type'];
  account_id: number;
  actor: string;
  data: unknown;
  at: Instant;
}

/** Requests for break-glass access and their events, which are only ever added. */
export class BreakGlassStore {
  constructor(
    private readonly pool: Pool,
    private readonly now: Now,
    private readonly times: () => BreakGlassTimes,
  ) {}

  /** Refusal: not-found, for the person; case-unknown. */
  async ask({ accountId, actor }: Party, asked: z.output<typeof breakGlassAsk>): Promise<BreakGlassRequest> {
    return inTransaction(this.pool, async (client) => {
      await personExists(client, Number(asked.person));
      const { organId, region } = await caseOf(client, asked.caseId);
      const { rows } = await client.query<{ id: number }>(`SELECT nextval('break_glass_id') AS id`);
      const at = this.now();
      const by = { accountId, actor };
      const data = { ...asked, organId, region, lapsesAt: toRfc3339(this.times().lapsesAt(at)) };
      return this.#add(client, rows[0]!.id, null, 0, { type: 'break-glass.asked', data, by, at });
    });
  }

  /** Refusal: not-found; action-not-allowed; forbidden; conflict, when somebody else acted in the same moment. */
  async act(by: Official, id: number, command: BreakGlassCommand): Promise<BreakGlassRequest> {
    return inTransaction(this.pool, async (client) => {
      const { state, length } = await this.#tell(client, id);
      if (!mayKnow(state, by)) throw new Refusal('not-found', { field: 'id' });
      const event = decide(state, command, by, this.now(), this.times());
      return this.#add(client, id, state, length, event);
    });
  }

  /** Refusal: not-found, also for who may not know of it. */
  async get(by: Official, id: number, db: Pool | ClientBase = this.pool): Promise<BreakGlassRequest> {
    const { state } = await this.#tell(db, id);
    if (!mayKnow(state, by)) throw new Refusal('not-found', { field: 'id' });
    return { id, state };
  }

  /** One page of the requests that somebody may know of, newest first. Phases pass with time, so requests are told before they are chosen. */
  async list(by: Official, filter: { page: number; pageSize: number; phase?: BreakGlassPhase }) {
    const { rows } = await this.pool.query<EventRow>(
      'SELECT request_id, type, account_id, actor, data, at FROM break_glass_event ORDER BY request_id DESC, seq',
    );
    const told = new Map<number, BreakGlassState>();
    for (const row of rows) told.set(row.request_id, evolve(told.get(row.request_id) ?? null, eventOf(row)));
    const now = this.now();
    const chosen = [...told].filter(
      ([, state]) => mayKnow(state, by) && (!filter.phase || phaseAt(state, now) === filter.phase),
    );
    const from = (filter.page - 1) * filter.pageSize;
    const page = chosen.slice(from, from + filter.pageSize).map(([id, state]) => ({ id, state }));
    return { requests: page, total: chosen.length };
  }

  async #tell(db: Pool | ClientBase, id: number): Promise<{ state: BreakGlassState; length: number }> {
    const { rows } = await db.query<EventRow>(
      'SELECT request_id, type, account_id, actor, data, at FROM break_glass_event WHERE request_id = $1 ORDER BY seq',
      [id],
    );
    let state: BreakGlassState | null = null;
    for (const row of rows) state = evolve(state, eventOf(row));
    if (!state) throw new Refusal('not-found', { field: 'id' });
    return { state, length: rows.length };
  }

  async #add(
    client: ClientBase,
    id: number,
    state: BreakGlassState | null,
    length: number,
    event: BreakGlassEvent,
  ): Promise<BreakGlassRequest> {
    const { rowCount } = await client.query(
      `INSERT INTO break_glass_event (request_id, seq, type, account_id, actor, data, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [id, length + 1, event.type, event.by.accountId, event.by.actor, event.data, toRfc3339(event.at)],
    );
    if (!rowCount)
      throw new Refusal('conflict', { detail: 'Somebody else has acted on this request; look again.' });
    return { id, state: evolve(state, event) };
  }
}

function eventOf(row: EventRow): BreakGlassEvent {
  const data = breakGlassEvents[row.type].parse(row.data);
  return {
    type: row.type,
    data,
    by: { accountId: row.account_id, actor: row.actor },
    at: row.at,
  } as BreakGlassEvent;
}
