import type { Instant } from '#base/time';
import { issueCorrection } from '#spine/corrections/correction-commands';
import { readCorrectionLimits } from '#spine/corrections/correction-limits';
import { revokeDocumentsOf } from '#spine/documents/document-store';
import { workbenchSource } from '#spine/installation';
import { incoming } from '#spine/journal/incoming';
import { checkWritten } from '#spine/journal/written';
import { formatKey } from '#spine/keys';
import { decideAndWrite } from '#spine/platform/decide-and-write';
import { openPartCase } from '#spine/platform/open-part-case';
import type { Reaction } from '#spine/platform/part';
import type { Spine } from '#spine/spine';

/** The event that is reacted to. */
export interface Cause {
  city: number;
  caseId: number;
  seq: number;
  recordedAt: Instant;
}

/** Of what the system does by itself. */
const system = { actor: 'system', roles: new Set(['system'] as const) };

/**
 * Carries out one reaction. Its id and time come from the cause, so that a repetition is known again.
 * Refusals: what is no longer permitted.
 */
export async function carryOut(spine: Spine, reaction: Reaction, cause: Cause, index: number): Promise<void> {
  const id = `reaction:${formatKey(cause.city, cause.caseId)}:${cause.seq}:${index}`;
  const at = cause.recordedAt;
  switch (reaction.does) {
    case 'act': {
      const { action, values } = reaction;
      return decideAndWrite(spine, reaction.on, { action, values }, system, { id, at });
    }
    case 'open': {
      const { type, data, region, number } = reaction;
      await openPartCase(spine, { type, data, region, number, id, at });
      return;
    }
    case 'tell':
      return tell(spine, reaction, id, at);
    case 'correct':
      return correct(spine, reaction, cause);
    case 'revoke':
      return revokeDocumentsOf(spine.pool, cause, reaction, at);
    default:
      return reaction satisfies never;
  }
}

async function tell(
  spine: Spine,
  { on, event }: Extract<Reaction, { does: 'tell' }>,
  id: string,
  at: Instant,
): Promise<void> {
  const told = incoming(spine.registry.source(workbenchSource.code)!, {
    id,
    type: event.type,
    region: on.region,
    occurredAt: at,
    data: { ...event.data },
    reference: { id: on.id },
  });
  checkWritten(await spine.journal.appendOne(told));
}

async function correct(
  spine: Spine,
  { rule, demand }: Extract<Reaction, { does: 'correct' }>,
  { city, caseId, seq }: Cause,
): Promise<void> {
  const { rows } = await spine.pool.query<{ id: number }>(
    'SELECT id FROM alert WHERE city = $1 AND case_id = $2 AND key = $3',
    [city, caseId, `${rule}:${seq}`],
  );
  const alert = rows[0];
  // The rule saw nothing in this event, or is switched off: there is nothing to put right.
  if (!alert) return;
  await issueCorrection(spine, formatKey(city, alert.id), { demand }, readCorrectionLimits());
}
