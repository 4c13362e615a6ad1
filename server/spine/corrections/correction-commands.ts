import { randomUUID } from 'node:crypto';
import { Refusal } from '#base/errors';
import type { CorrectionEvent } from '#contract/correction-events';
import { alertLevels } from '#spine/alerts/alert-queries';
import { type CorrectionCommand, decideCorrection } from '#spine/corrections/correction-actions';
import type { CorrectionLimitsData } from '#spine/corrections/correction-limits';
import { getCorrectionRow } from '#spine/corrections/correction-queries';
import { type AlertFacts, decideIssue, type IssueCommand } from '#spine/corrections/issue-correction';
import { wholeReach } from '#spine/identity/permission';
import { workbenchSource } from '#spine/installation';
import { incoming, type IncomingEvent } from '#spine/journal/incoming';
import { checkWritten } from '#spine/journal/written';
import { parseKey } from '#spine/keys';
import type { Spine } from '#spine/spine';

/** An event as the workbench gives it to the journal. */
function fromWorkbench(
  spine: Spine,
  { type, data }: CorrectionEvent,
  place: { caseId: number; region: number },
): IncomingEvent {
  return incoming(spine.registry.source(workbenchSource.code)!, {
    id: randomUUID(),
    type,
    region: place.region,
    occurredAt: spine.now(),
    data: { ...data },
    reference: { id: place.caseId },
  });
}

async function getAlertFacts(spine: Spine, id: string): Promise<AlertFacts> {
  const key = parseKey(id);
  const { rows } = await spine.pool.query<Omit<AlertFacts, 'level'> & { level: number }>(
    `SELECT id, case_id AS "caseId", key, rule, level, status, region FROM alert WHERE city = $1 AND id = $2`,
    [key.city, key.id],
  );
  const row = rows[0];
  if (!row) throw new Refusal('not-found', { field: 'id', expected: 'an alert' });
  return { ...row, level: alertLevels[row.level - 1]! };
}

/** Issues a correction notice for an alert; whether its actor may is asked before (mayIssue). Refusals: not-found, action-not-allowed. */
export async function issueCorrection(
  spine: Spine,
  id: string,
  command: IssueCommand,
  limits: CorrectionLimitsData,
): Promise<void> {
  const alert = await getAlertFacts(spine, id);
  const event = decideIssue(alert, command, limits, spine.now());
  checkWritten(await spine.journal.appendOne(fromWorkbench(spine, event, alert)));
}

/** Takes one action on a correction; whether its actor may is asked before (mayAct). Refusals: not-found, action-not-allowed, field-invalid. */
export async function actOnCorrection(spine: Spine, id: string, command: CorrectionCommand): Promise<void> {
  const row = await getCorrectionRow(spine.pool, wholeReach, parseKey(id));
  const event = decideCorrection(String(row.id), row.state.state, command);
  const place = { caseId: row.case_id, region: row.region };
  checkWritten(await spine.journal.appendOne(fromWorkbench(spine, event, place)));
}

/** Signs for several at once; each stands for itself, and what is refused is told with its reason. */
export async function signCorrections(ids: string[], sign: (id: string) => Promise<void>) {
  const results = await Promise.allSettled(ids.map(sign));
  const signed: string[] = [];
  const refused: { id: string; code: string; detail: string }[] = [];
  for (const [i, result] of results.entries()) {
    const id = ids[i]!;
    if (result.status === 'fulfilled') signed.push(id);
    else if (result.reason instanceof Refusal)
      refused.push({ id, code: result.reason.code, detail: result.reason.about.expected ?? '' });
    else throw result.reason;
  }
  return { signed, refused };
}
