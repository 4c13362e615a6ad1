import type { Dimension } from '#contract/statistics';
import { dateText } from '#spine/calendar/civil-date';
import type { Days } from '../periods/calendar-periods.ts';
import type { Asked } from './asked.ts';
import type { Member } from './members.ts';

const pages = { cases: '/workbench/cases', alerts: '/workbench/alerts' } as const;

type Narrowed = Record<string, string>;

/** How the list is narrowed to a member; null for what no list can name. */
function narrowedTo(dimension: Dimension, member: Member, asked: Asked): Narrowed | null {
  if (member.kind === 'rest') return null;
  switch (dimension) {
    case 'region':
      return member.kind === 'residual' ? { region: member.key, own: 'true' } : { region: member.key };
    case 'organ':
      return { organ: member.code };
    case 'item':
      return { item: member.code };
    case 'platform':
      return { platform: member.key };
    case 'colour':
      return { level: member.key };
    default:
      return datesOf(asked, asked.periods!.find(({ key }) => key === member.key)!);
  }
}

function datesOf({ measure }: Asked, days: Days): Narrowed {
  const [from, to] = [dateText(days.from), dateText(days.to)];
  if (measure === 'alerts') return { from, to };
  return measure === 'opened' ? { openedFrom: from, openedTo: to } : { closedFrom: from, closedTo: to };
}

/** What every cell of a question is narrowed to. */
function common(asked: Asked): Narrowed {
  const { scope, organ, item, platform, days, measure, colour } = asked;
  return {
    region: scope.region,
    ...(organ && { organ: organ.code }),
    ...(item !== undefined && { item }),
    ...(platform !== undefined && { platform }),
    ...(days && datesOf(asked, days)),
    ...(measure === 'closed' && { open: 'false' }),
    ...(measure === 'closedLate' && { open: 'false', late: 'true' }),
    ...(colour && { level: colour }),
  };
}

/** The page with the list that a cell counts; null where a member is the rest of many. */
export function linkTo(asked: Asked, row: Member | null, column: Member | null): string | null {
  const search: Narrowed = common(asked);
  for (const [dimension, member] of [
    [asked.rows, row],
    [asked.columns, column],
  ] as const) {
    if (!member || !dimension) continue;
    const narrowed = narrowedTo(dimension, member, asked);
    if (narrowed === null) return null;
    Object.assign(search, narrowed);
  }
  return `${asked.measure === 'alerts' ? pages.alerts : pages.cases}?${new URLSearchParams(search)}`;
}
