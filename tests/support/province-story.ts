import type { TestSpine } from './spine.ts';
import { cloudEventOf, organs } from './spine.ts';
import { SeededRandom } from '#spine/demonstration/seeded-random';

const hour = 3_600_000;
const day = 24 * hour;
const places = Object.values(organs);

/**
 * Tells of many cases of the past by the replay source `log`, everywhere in the small province, on many days, on both
 * sides of midnight; most are late, some end, some rest. Then lets time pass, so that warnings stand.
 */
export async function tellStory(test: TestSpine, { cases = 60, seed = 1, from = Date.UTC(2026, 0, 4) } = {}) {
  const random = new SeededRandom(seed);
  const now = from + 80 * day;
  test.present.now = Math.max(test.present.now, now);
  await test.addSource({ code: 'log', mode: 'replay' });
  const told: { number: string; openedAt: number }[] = [];
  for (let n = 0; n < cases; n++) {
    const number = `S-${String(n).padStart(4, '0')}`;
    const place = random.pick(places);
    const item = random.chance(0.5) ? 'report' : 'licence';
    // Every fourth begins within a minute of midnight in Shanghai.
    const at =
      n % 4
        ? from + random.integer(0, 40 * 24 * 60) * 60_000
        : from + random.integer(0, 40) * day - 8 * hour + random.integer(-60, 60) * 1000;
    const event = (type: string, after: number, data: Record<string, unknown> = {}) =>
      cloudEventOf('log', number, at + after * hour, {
        id: `${number}-${type}-${after}`,
        type,
        region: place.region,
        data,
      });
    const events = [event('case.opened', 0, { item, organ: place.code, title: `办件 ${n}% _${n}` })];
    if (item === 'licence' && random.chance(0.8)) events.push(event('case.accepted', 3, { actor: '张三' }));
    if (random.chance(0.3)) events.push(event('case.paused', 5, { procedure: 'hearing', basis: '听证' }));
    else if (random.chance(0.5)) events.push(event('case.closed', random.integer(6, 900), { actor: '李四' }));
    await test.tell(events);
    told.push({ number, openedAt: at });
  }
  const source = test.spine.registry.source('log')!;
  await test.query('UPDATE source SET now_at = to_timestamp($2::float8 / 1000) WHERE id = $1', [
    source.id,
    now,
  ]);
  await test.spine.ticker.tickReplay(source.id, now);
  return { told, now };
}
