import type { ImportMap, CodePick } from '#contract/import-map';

/** All columns or attributes that a mapping reads, each once. */
export function columnsOf(map: ImportMap): string[] {
  const { number, openedAt, closedAt, due, title, channel, actor, window, result, point } = map.case;
  const names = [number, openedAt, closedAt, due?.legal, due?.promised, title, channel, actor, result];
  const picks: (CodePick | undefined)[] = [map.region, map.organ, map.item, window];
  if (point) names.push(point.longitude, point.latitude);
  if (map.event) {
    const { step, time, id, amount } = map.event;
    names.push(step, time, map.event.actor, id, amount);
    picks.push(map.event.post, map.event.organ, map.event.window);
  }
  for (const pick of picks) if (pick && typeof pick !== 'string') names.push(pick.from);
  return [...new Set(names.filter((name) => name !== undefined))];
}
