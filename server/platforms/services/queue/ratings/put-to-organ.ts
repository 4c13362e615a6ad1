import { workbenchSource } from '#spine/installation';
import { incoming } from '#spine/journal/incoming';
import { checkWritten } from '#spine/journal/written';
import type { Spine } from '#spine/spine';
import type { StoredPoint } from '../../points/store.ts';
import { windowName } from '../point-groups.ts';
import { numberText } from '../tickets/issue.ts';
import type { StoredTicket } from '../tickets/store.ts';
import { windowRatingItem } from './items.ts';
import { ratingCase } from './rating-case.ts';

/**
 * Puts a low rating to the organ whose people sit at the window: a case with a yellow card and a correction. Both events bear the
 * ticket's own key, so that a repetition comes to the same.
 */
export async function putToOrgan(
  spine: Spine,
  point: StoredPoint,
  ticket: StoredTicket,
  stars: number,
): Promise<void> {
  const window = point.content.windows.find(({ code }) => code === ticket.windowCode);
  const organ =
    (window?.organ ? spine.registry.organ(window.organ) : undefined) ??
    spine.registry.organById(point.organId);
  const number = ratingCase.number(ticket);
  const source = spine.registry.source(workbenchSource.code)!;
  const common = { region: organ.regionCode, occurredAt: spine.now(), reference: { number } };
  const at = ticket.windowCode === null ? '' : windowName(point, ticket.windowCode).zh;
  const said = `${point.content.name.zh} ${at} ${ticket.day} ${numberText(ticket)}：${stars} 星`;
  const opened = incoming(source, {
    ...common,
    id: `${number}-rated`,
    type: 'services.window-rated-low',
    data: {
      item: windowRatingItem.code,
      organ: organ.code,
      title: said,
      stars,
      ticket: numberText(ticket),
    },
  });
  const recorded = incoming(source, {
    ...common,
    id: `${number}-recorded`,
    type: 'services.window-rating-recorded',
    data: {},
  });
  for (const answer of await spine.journal.append([opened, recorded])) checkWritten(answer);
}
