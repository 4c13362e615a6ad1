import type { ClientBase } from 'pg';
import { Refusal } from '#base/errors';
import { int2Array, int4Array, int8Array, textArray, timestamptzArray } from '#base/pg-binary';
import { firstIssue } from '#contract/fault';
import type { EventTime, FoldContext } from '#spine/cases/apply-event';
import type { OpenCase } from '#spine/cases/case-book';
import type { IncomingEvent } from '#spine/journal/incoming';
import { applyPartEvent, type PartEffect, type PartFold } from '#spine/platform/apply-part';
import { findKind } from '#spine/platform/installed';

const text = `
WITH written AS (
  INSERT INTO part_state (city, case_id, part, state, organ_id, region, opened_at)
  SELECT * FROM unnest($1::int2[], $2::int8[], $3::text[], $4::jsonb[], $8::int4[], $9::int8[], $10::timestamptz[])
  ON CONFLICT (city, case_id) DO UPDATE SET state = excluded.state
)
INSERT INTO reaction_pending (city, case_id, case_seq) SELECT * FROM unnest($5::int2[], $6::int8[], $7::int4[])`;

/** An end is taken back only where the part knows what that means to its own state. */
const mayReopen = ({ part, state }: PartFold): boolean =>
  state !== null && part.caseActions(state).includes('reopen');

/** The states of parts that one batch touches: they come with the cases, are folded event by event, and written after. */
export class PartBook {
  readonly #changed = new Map<OpenCase, PartFold>();
  readonly #reactions: { city: number; caseId: number; seq: number }[] = [];

  /** One event of a case of a part. What is refused changes nothing. @throws Refusal type-unknown, field-invalid */
  take(
    one: OpenCase,
    fold: PartFold,
    event: IncomingEvent,
    time: EventTime,
    context: FoldContext,
  ): PartEffect {
    const found = findKind(event.type);
    if (found && found.part !== fold.part)
      throw new Refusal('type-unknown', { field: 'type', expected: `an event of ${fold.part.name}` });
    if (event.type === 'case.reopened' && !mayReopen(fold))
      throw new Refusal('action-not-allowed', {
        field: 'type',
        expected: 'a kind of case that goes on after its end',
      });
    const checked = found?.kind.data.safeParse(event.data);
    if (checked && !checked.success) throw new Refusal('field-invalid', firstIssue(checked.error, 'data'));
    const effect = applyPartEvent(one.fold, fold, event, time, context);
    one.part = { part: fold.part, state: effect.state };
    this.#changed.set(one, one.part);
    const { reactions, reactsTo } = fold.part;
    if (reactions && (reactsTo?.includes(event.type) ?? true))
      this.#reactions.push({ city: one.city, caseId: one.id, seq: effect.fold.seq });
    return effect;
  }

  /** Whether no event touched a case of a part. */
  get isEmpty(): boolean {
    return this.#changed.size === 0;
  }

  /** Writes states and what is to be reacted to, in the caller's transaction, after the batch. */
  async write(client: ClientBase): Promise<void> {
    const folds = [...this.#changed];
    await client.query({
      name: 'write-parts',
      text,
      values: [
        int2Array(folds.map(([one]) => one.city)),
        int8Array(folds.map(([one]) => one.id)),
        textArray(folds.map(([, { part }]) => part.name)),
        folds.map(([, { state }]) => JSON.stringify(state)),
        int2Array(this.#reactions.map((one) => one.city)),
        int8Array(this.#reactions.map((one) => one.caseId)),
        int4Array(this.#reactions.map((one) => one.seq)),
        int4Array(folds.map(([one]) => one.organId)),
        int8Array(folds.map(([one]) => one.region)),
        timestamptzArray(folds.map(([one]) => one.openedAt)),
      ],
    });
  }
}
