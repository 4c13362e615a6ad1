import { workbenchSource } from '#spine/installation';
import { incoming, type IncomingEvent } from '#spine/journal/incoming';
import { checkWritten } from '#spine/journal/written';
import type { Spine } from '#spine/spine';
import { peerRatesItem } from './catalogue-item.ts';
import { compareOrgans } from './compare.ts';
import { peerSettings } from './peer-settings.ts';
import { readMonth } from './read-month.ts';

/** Two events of one case stay together. */
const chunk = 200;

/** Number of the case of an organ and a month; also what its events' ids begin with. */
const numberOf = (month: string, organ: string): string => `peers-${month}-${organ}`;

async function comparedAlready(spine: Spine, month: string): Promise<Set<string>> {
  const { rows } = await spine.pool.query<{ number: string }>(
    `SELECT c.number FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id
     WHERE p.part = 'powers/peer-rates' AND p.state ->> 'month' = $1`,
    [month],
  );
  return new Set(rows.map(({ number }) => number));
}

/**
 * Compares every organ with its peers over one month and writes down the figures, which the rules then judge. The figures
 * stand in the event, so that a replay years later judges the very same. An organ that was compared already is left.
 * Returns how many organs were compared.
 */
export async function compareMonth(spine: Spine, month: string): Promise<number> {
  const known = await comparedAlready(spine, month);
  const found = compareOrgans(await readMonth(spine, month), peerSettings);
  const source = spine.registry.source(workbenchSource.code)!;
  const occurredAt = spine.now();
  const fresh = [...found].filter(([organ]) => !known.has(numberOf(month, organ)));
  const events = fresh.flatMap(([organ, comparison]): IncomingEvent[] => {
    const number = numberOf(month, organ);
    const region = spine.registry.organ(organ)!.regionCode;
    const common = { region, occurredAt, reference: { number } };
    const title = `${month} 与同类机关比对`;
    return [
      incoming(source, {
        ...common,
        id: `${number}-opened`,
        type: 'powers.comparison-opened',
        data: { item: peerRatesItem.code, organ, title, month },
      }),
      incoming(source, {
        ...common,
        id: `${number}-compared`,
        type: 'powers.month-compared',
        data: { month, ...comparison },
      }),
    ];
  });
  for (let from = 0; from < events.length; from += chunk)
    for (const answer of await spine.journal.append(events.slice(from, from + chunk))) checkWritten(answer);
  return fresh.length;
}
