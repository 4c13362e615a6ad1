import type { Instant } from '#base/time';
import { epochDayOf } from '#spine/calendar/civil-date';
import { workbenchSource } from '#spine/installation';
import { incoming } from '#spine/journal/incoming';
import { checkWritten } from '#spine/journal/written';
import type { Spine } from '#spine/spine';
import { civilDayOf, lastEnded, type Period, type RegularPeriod } from '../period.ts';
import { listVillages, type TakingPart } from '../villages.ts';
import { type DisclosureEntry, disclosureCatalogue } from './catalogue.ts';
import { type DutyOpening, dutyOf } from './duty.ts';
import { knownNumbers } from './store.ts';

const zone = 'Asia/Shanghai';
const kinds: readonly RegularPeriod[] = ['monthly', 'quarterly', 'half-yearly'];
/** Events in one append: the journal makes batches of its own. */
const chunk = 500;

/** What a village owes for a period: entries of its kind; monthly ones of villages with much income and spending alone. */
const owes = (village: TakingPart, entry: DisclosureEntry, period: Period): boolean =>
  entry.period === period.kind &&
  (!entry.heavyFinance || village.heavyFinance) &&
  epochDayOf(village.since) <= period.to;

/** The duties of some villages for some periods. Pure. */
export function dutiesOf(villages: readonly TakingPart[], periods: readonly Period[]): DutyOpening[] {
  return villages.flatMap((village) =>
    periods.flatMap((period) =>
      disclosureCatalogue.entries
        .filter((entry) => owes(village, entry, period))
        .map((entry) => dutyOf(entry, village, period)),
    ),
  );
}

/** The periods whose duties have begun by a moment: of each kind the last one that is over. */
export const endedPeriods = (now: Instant): Period[] =>
  kinds.map((kind) => lastEnded(kind, civilDayOf(now, zone)));

/**
 * Opens the duties of all villages for periods that are over, by default the last one of each kind. Again changes nothing:
 * a duty has its number and the event its id from village, entry and period. Returns how many were opened.
 */
export async function openDuties(spine: Spine, periods?: readonly Period[]): Promise<number> {
  const at = spine.now();
  const duties = dutiesOf(await listVillages(spine.pool), periods ?? endedPeriods(at));
  const known = await knownNumbers(
    spine.pool,
    duties.map(({ number }) => number),
  );
  const fresh = duties.filter(({ number }) => !known.has(number));
  const source = spine.registry.source(workbenchSource.code)!;
  for (let from = 0; from < fresh.length; from += chunk) {
    const events = fresh
      .slice(from, from + chunk)
      .map(({ type, region, data, number }) =>
        incoming(source, { id: number, type, region, occurredAt: at, data, reference: { number } }),
      );
    for (const answer of await spine.journal.append(events)) checkWritten(answer);
  }
  return fresh.length;
}
