import { type Instant, toRfc3339 } from '#base/time';
import type { ClockView } from '#contract/cases';
import {
  correctionEventTitles,
  type CorrectionEventType,
  type CorrectionPart,
} from '#contract/correction-events';
import type { CorrectionDetail } from '#contract/corrections';
import type { Bilingual } from '#contract/text';
import { getAlertDetail } from '#spine/alerts/alert-view';
import { firedKeys, getStoredCase } from '#spine/cases/case-view';
import { clockContext } from '#spine/cases/fold-context';
import { clockViews } from '#spine/clocks/clock-view';
import { describeActions } from '#spine/corrections/correction-actions';
import { actedSides, permittedActions } from '#spine/corrections/correction-permissions';
import { correctionPrefix, readClockKey } from '#spine/corrections/correction-keys';
import {
  type CorrectionSqlRow,
  getCorrectionRow,
  toCorrectionRow,
} from '#spine/corrections/correction-queries';
import { formatKey, parseKey } from '#spine/keys';
import type { Principal } from '#spine/identity/principal';
import type { View } from '#spine/identity/view';

const clockNames: Record<CorrectionPart, Bilingual> = {
  sign: { zh: '签收时限', en: 'Limit for signing' },
  answer: { zh: '反馈时限', en: 'Limit for feedback' },
  verify: { zh: '核验时限', en: 'Limit for verification' },
  appeal: { zh: '申诉答复时限', en: 'Limit for deciding the appeal' },
  close: { zh: '销号时限', en: 'Limit for closing' },
};

function clockName(key: string): Bilingual {
  const { part, pass } = readClockKey(key);
  const { zh, en } = clockNames[part];
  return pass === 1 ? { zh, en } : { zh: `${zh}（第${pass}次）`, en: `${en} (pass ${pass})` };
}

async function clocksOf(view: View, row: CorrectionSqlRow): Promise<ClockView[]> {
  const one = await getStoredCase(view, formatKey(row.city, row.case_id));
  const context = clockContext(view.fold, {
    itemId: row.item_id,
    itemVersion: row.item_version,
    organId: row.organ_id,
  });
  const prefix = correctionPrefix(String(row.id));
  const fired = await firedKeys(view, row.city, row.case_id);
  // A correction runs on recorded time, also where its case has a present of its own.
  const shown = clockViews(one.timetable, (key) => key.startsWith(prefix), fired, context, view.now());
  return shown.map((clock) => ({ ...clock, name: clockName(clock.kind) }));
}

/** What the machine needs and people do not: the notice shows the limits by its clocks. */
const inner = new Set(['correction', 'alertKey', 'limits', 'rung']);

async function historyOf(view: View, row: CorrectionSqlRow): Promise<CorrectionDetail['history']> {
  const { rows } = await view.db.query<{
    case_seq: number;
    type: CorrectionEventType;
    occurred_at: Instant;
    recorded_at: Instant;
    data: Record<string, unknown>;
    digest: Buffer;
    source_id: number;
  }>(
    `SELECT case_seq, type, occurred_at, recorded_at, data, digest, source_id FROM journal
     WHERE city = $1 AND case_id = $2 AND type = ANY($3::text[]) AND data ->> 'correction' = $4 ORDER BY case_seq`,
    [row.city, row.case_id, Object.keys(correctionEventTitles), String(row.id)],
  );
  return rows.map((entry) => ({
    seq: entry.case_seq,
    type: entry.type,
    title: correctionEventTitles[entry.type],
    step: null,
    stepName: null,
    contentNames: {},
    actor: typeof entry.data.actor === 'string' ? entry.data.actor : null,
    post: null,
    postName: null,
    occurredAt: toRfc3339(entry.occurred_at),
    recordedAt: toRfc3339(entry.recorded_at),
    source: view.registry.sourceById(entry.source_id).code,
    digest: entry.digest.toString('hex'),
    data: Object.fromEntries(Object.entries(entry.data).filter(([name]) => !inner.has(name))),
  }));
}

/** One correction with its alert, clocks, history and what may be done now. Refusal: not-found. */
export async function getCorrectionDetail(
  view: View,
  principal: Principal,
  id: string,
): Promise<CorrectionDetail> {
  const row = await getCorrectionRow(view.db, view.reaches.corrections, parseKey(id));
  const [acted] = await actedSides(view.db, principal, [row]);
  const allowed = permittedActions(principal, row, acted!);
  const { state } = row.state;
  return {
    ...toCorrectionRow(row, allowed, view.now()),
    alert: await getAlertDetail(view, id),
    history: await historyOf(view, row),
    clocks: await clocksOf(view, row),
    measures: state.measures,
    cause: state.cause,
    appeal: state.appeal,
    availableActions: describeActions(allowed),
  };
}
