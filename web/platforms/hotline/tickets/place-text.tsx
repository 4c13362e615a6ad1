import type { TicketPlace } from '#contract/hotline/ticket-parts';
import type { Bilingual } from '#contract/text';
import { usePick } from '../../../i18n/language.ts';

/** Where it is, in one line. */
export function PlaceText({ place, regionName }: { place: TicketPlace; regionName: Bilingual }) {
  const pick = usePick();
  const { address, community, point } = place;
  const at = point && `${point.longitude.toFixed(5)}, ${point.latitude.toFixed(5)}`;
  return <>{[pick(regionName), community, address, at].filter(Boolean).join(' · ')}</>;
}
