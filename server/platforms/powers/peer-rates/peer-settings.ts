import { z } from 'zod';
import { certainty } from '#contract/law';
import { bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const amount = (most: number) =>
  z.object({ value: z.number().int().min(1).max(most), basis: z.string().min(1), mark: certainty });

const settingsFile = z.object({
  code,
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  name: bilingual,
  /** Cases of an organ in the month below which no rate is computed for it, nor for it as a peer. */
  leastCases: amount(10_000),
  /** Calendar days after the end of a month from which it is compared, so that late entries are in it. */
  afterDays: amount(28),
  /** Percentile of the peers' times below which a case is named as very fast. */
  fastPercentile: amount(50),
  /** Most cases that one comparison names. */
  mostNamed: amount(200),
});

const data = readReference(settingsFile, 'powers/peer-comparison.json');

export interface PeerSettings {
  leastCases: number;
  afterDays: number;
  fastPercentile: number;
  mostNamed: number;
}

/** How organs are compared with their peers (`reference/powers/peer-comparison.json`). */
export const peerSettings: PeerSettings = {
  leastCases: data.leastCases.value,
  afterDays: data.afterDays.value,
  fastPercentile: data.fastPercentile.value,
  mostNamed: data.mostNamed.value,
};
