import type { z } from 'zod';
import type { Suggestion, ticketsApi } from '#contract/hotline/tickets';
import type { View } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import { cityOf } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { type Alike, historyOf, isCluster, similarTo, type Sought } from './alike.ts';
import { byPhone, phoneOf } from './caller.ts';
import { categoryTree, findCategory } from './categories.ts';
import { limits } from './limits.ts';
import { ticketRows } from './ticket-list.ts';

type Asked = z.output<NonNullable<typeof ticketsApi.suggestForTicket.body>>;

/** From here on words are shown as similar; what counts as the same thing is said by the limits. */
const leastSimilarity = 0.2;
const leastLetters = 4;
const dayMs = 86_400_000;

/** While a call is written down: what the same telephone reported, what is like it, and what to say. */
export async function suggest(spine: Spine, view: View, asked: Asked) {
  const { phone, text, category, place } = asked;
  const region = place?.region ?? '';
  const about: Sought = {
    city: Number(cityOf(region || '0000')),
    region,
    category,
    callerIndexes: [],
    text,
    address: place?.address ?? '',
    community: place?.community ?? '',
    point: place?.point ?? null,
    at: spine.now(),
  };
  // Found by the application, since no index helps a reader's policy with words; shown is what is within reach.
  const { sought, history } = await byPhone(
    spine.pool,
    spine.keys,
    phoneOf({ phone }),
    async (callerIndexes) => {
      const by = { ...about, callerIndexes };
      return { sought: by, history: await historyOf(spine.pool, by) };
    },
  );
  const similar =
    region && [...text].length >= leastLetters ? await similarTo(spine.pool, sought, leastSimilarity) : [];
  return {
    history: await shown(view, history, sought),
    similar: await shown(
      view,
      similar.filter(({ sameCaller }) => !sameCaller),
      sought,
    ),
    script: [
      ...categoryTree.opening,
      ...(findCategory(category ?? '')?.script ?? []),
      ...categoryTree.closing,
    ],
  };
}

async function shown(view: View, found: readonly Alike[], sought: Sought): Promise<Suggestion[]> {
  const keys = found.map(({ city, caseId }) => ({ city, id: caseId }));
  const rows = new Map((await ticketRows(view, keys, view.now())).map((row) => [row.id, row]));
  return found.flatMap((one) => {
    const ticket = rows.get(formatKey(one.city, one.caseId));
    if (!ticket) return [];
    const { sameCaller, similarity, metres } = one;
    return [{ ticket, sameCaller, similarity, metres, link: linkOf(one, ticket, sought) }];
  });
}

/** Whether it may be handled with the one that is written down: the same caller again, or another about the same place. */
function linkOf(one: Alike, ticket: Suggestion['ticket'], sought: Sought): Suggestion['link'] {
  if (ticket.category !== sought.category) return null;
  if (isCluster(one)) return 'cluster';
  const lately = Date.parse(ticket.openedAt) >= sought.at - limits.repeat.days * dayMs;
  return one.sameCaller && one.samePlace && lately ? 'repeat' : null;
}
