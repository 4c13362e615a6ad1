import { money } from '#base/money';
import type { CasePlace, Reaction } from '#spine/platform/part';
import { disclosureCatalogue } from '../disclosure/catalogue.ts';
import { dutyAtOnce } from '../disclosure/duty.ts';
import { civilDayOf } from '../period.ts';
import { dateText } from '#spine/calendar/civil-date';
import type { MatterEvent, MatterState } from './state.ts';

const zone = 'Asia/Shanghai';

/** The entry under which decided matters are disclosed at once, and the amount from which on they are. */
const entry = disclosureCatalogue.entries.find(({ code }) => code === 'major-matter');

/** A matter of 50,000 yuan or more that the villagers decided is disclosed at once: a duty of its own begins. */
export function matterReactions(event: MatterEvent, state: MatterState, place: CasePlace): Reaction[] {
  if (event.type !== 'services.vote-recorded' || event.data.stage !== 'decide' || !event.data.passed)
    return [];
  const { amount, decidedAt, title } = state;
  if (!entry?.threshold || !amount || !decidedAt) return [];
  if (money(amount).lessThan(entry.threshold.amount)) return [];
  const happenedOn = dateText(civilDayOf(Date.parse(decidedAt), zone));
  const { type, data, number } = dutyAtOnce(entry, {
    region: place.region,
    organ: place.organ,
    matter: title,
    amount,
    happenedOn,
    key: place.number,
  });
  return [{ does: 'open', type, data, region: place.region, number }];
}
