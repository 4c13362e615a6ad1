import type { Instant } from '#base/time';
import type { AlertDetail } from '#contract/alerts';
import { zoneOf } from '#spine/calendar/zone';
import { clockContext } from '#spine/cases/fold-context';
import { getStoredCase } from '#spine/cases/case-view';
import { clockViews } from '#spine/clocks/clock-view';
import { getAlert } from '#spine/alerts/alert-queries';
import type { View } from '#spine/identity/view';

/** Civil time in the organ's zone, to the minute, as people read it. */
function civil(at: Instant, zone: string): string {
  return new Date(zoneOf(zone).localOf(at)).toISOString().slice(0, 16).replace('T', ' ');
}

const instantText = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * One alert with the facts it rests on: those that its rule noted, or the clock whose rung it is. Times in the zone of the
 * organ. Refusal: not-found.
 */
export async function getAlertDetail(view: View, id: string): Promise<AlertDetail> {
  const alert = await getAlert(view.db, view.reaches.alerts, id);
  const one = await getStoredCase(view, alert.caseId);
  const context = clockContext(view.fold, {
    itemId: one.item.id,
    itemVersion: one.item.version,
    organId: one.organId,
  });
  const zone = context.organ.timeZone;
  const evidence = alert.evidence.map(({ value, ...fact }) => ({
    ...fact,
    value: instantText.test(value) ? civil(Date.parse(value), zone) : value,
  }));
  const [clock] = clockViews(one.timetable, (kind) => kind === alert.clock, new Set(), context, one.now);
  if (!clock) return { ...alert, evidence };
  const { name, startedAt, dueAt, stoppedAt } = clock;
  const times = [
    ['起算', 'began', startedAt],
    ['到期', 'due', dueAt],
    ['停止', 'stopped', stoppedAt],
  ] as const;
  for (const [zh, en, at] of times)
    if (at !== null)
      evidence.push({
        label: { zh: `${name.zh}${zh}`, en: `${name.en}: ${en}` },
        value: civil(Date.parse(at), zone),
      });
  return { ...alert, evidence };
}
