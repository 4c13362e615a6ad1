import { createHash } from 'node:crypto';
import type { Say } from '#base/log';
import { type Instant, toRfc3339 } from '#base/time';
import type { RegisteredOrgan, RegisteredSource } from '#spine/catalogue/registry';
import { type Past, tellPast, wasTold } from '#spine/demonstration/tell-past';
import { type IncomingEvent, incoming } from '#spine/journal/incoming';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { sealItems } from '../items.ts';
import { type SealOfRequest, sealRegistered, stampingRequested } from '../open-cases.ts';
import { deviceKeyOf } from '../register/device-key.ts';
import { type PlannedRequest, readSealPlan, type SealPlan } from './plan.ts';
import { type SealPeople, type SeedDevice, seedRecord, type Told, tellRequest } from './story.ts';

const register = { code: 'seals-demonstration', name: '印章登记演示 Seal register demonstration' };
const stampings = { code: 'stampings-demonstration', name: '用印演示 Stampings demonstration' };
const dayMs = 86_400_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** China is eight hours ahead of UTC. */
const chinaMs = 8 * hourMs;
/** DER before the 32 bytes of an Ed25519 public key (RFC 8410). */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

const villagesFor = (spine: Spine, plan: SealPlan): RegisteredOrgan[] =>
  [...spine.registry.organs()]
    .filter(({ kind, region }) => kind === 'village-point' && region.startsWith('3701'))
    .sort((a, b) => (a.region < b.region ? -1 : 1))
    .slice(0, plan.villages);

/** The first village is that of the invented accounts; the others have people of their own. */
const peopleOf = (index: number): SealPeople =>
  index === 0
    ? { keeper: 'village-clerk-jinan', secretary: 'village-head-jinan', station: 'seal-approver-jinan' }
    : {
        keeper: `village-clerk-${index}`,
        secretary: `village-head-${index}`,
        station: `seal-approver-${index}`,
      };

const numberOf = (organ: RegisteredOrgan, nth: number): string => `seal-demonstration-${organ.region}-${nth}`;

/** A public key whose private half nobody has. */
const keyOf = (number: string) =>
  deviceKeyOf(Buffer.concat([spkiHead, createHash('sha256').update(number).digest()]).toString('base64'));

const eventsOf = (
  from: RegisteredSource,
  number: string,
  region: string,
  told: readonly Told[],
): IncomingEvent[] =>
  told.map(({ at, type, data }, index) =>
    incoming(from, {
      id: `${number}:${index}`,
      type,
      region: Number(region),
      occurredAt: at,
      data,
      reference: { number },
    }),
  );

/** A seal with its device; the device of one village was not heard of for more than a day. */
function tellSeal(organ: RegisteredOrgan, nth: number, plan: SealPlan, now: Instant, index: number): Told[] {
  const { keeper, station } = peopleOf(index);
  const day = Math.floor((now + chinaMs) / dayMs) * dayMs - chinaMs + 9 * hourMs;
  const facts = {
    organ: organ.code,
    name: plan.seals[nth]!,
    keeper,
    approvers: [station],
    fence: plan.fence,
  };
  const { type, data } = sealRegistered(organ, facts, station);
  const opened = { at: day - 60 * dayMs, type, data };
  const device = keyOf(numberOf(organ, nth));
  const enrolled = {
    at: opened.at + 30 * minuteMs,
    type: 'powers.seal-device-enrolled',
    data: { ...device, actor: station },
  };
  if (index !== plan.silent || nth > 0) return [opened, enrolled];
  const noted = day - 2 * dayMs;
  const since = toRfc3339(noted - 25 * hourMs);
  const silence = { device: device.device, since, hours: 25, actor: 'system' };
  return [opened, enrolled, { at: noted, type: 'powers.seal-device-silent', data: silence }];
}

/** The register first: requests name its cases by their keys. */
function registerPast(spine: Spine, plan: SealPlan): Past {
  return {
    source: register,
    events: (from, now) =>
      villagesFor(spine, plan).flatMap((organ, index) =>
        plan.seals.flatMap((_, nth) =>
          eventsOf(from, numberOf(organ, nth), organ.region, tellSeal(organ, nth, plan, now, index)),
        ),
      ),
  };
}

/** When a request was made: on a morning of the past; of today's, the last morning or afternoon that is long enough ago. */
function openedAt({ daysAgo }: PlannedRequest, now: Instant, nth: number): Instant {
  const today = Math.floor((now + chinaMs) / dayMs) * dayMs - chinaMs + 9 * hourMs;
  if (daysAgo > 0) return today - daysAgo * dayMs + nth * 3 * minuteMs;
  // Stamping takes about two hours; in the afternoon, so that nothing has waited for half of the promise yet.
  const start = now > today + 2.5 * hourMs ? today : today - dayMs + 6 * hourMs;
  return start + nth * minuteMs;
}

function tellStamping(
  seal: SealOfRequest,
  planned: PlannedRequest,
  people: SealPeople,
  device: SeedDevice,
  at: Instant,
  now: Instant,
): Told[] {
  if (planned.story !== 'unasked') {
    const { story: _, daysAgo: __, ...facts } = planned;
    const urgent = planned.story === 'urgent';
    const body = { seal: seal.key, ...facts, urgent, ...(urgent && { urgentReason: '当日须办理出院结算' }) };
    const { type, data } = stampingRequested(seal, body, [], people.keeper);
    return tellRequest({ at, type, data }, planned, people, device, now);
  }
  const { region, name: sealName, keeper, approvers, fence } = seal.state;
  const record = seedRecord(device, fence, at, at, { released: false });
  const data = {
    ...record,
    item: sealItems.stamping,
    organ: seal.organ,
    region,
    title: `无对应申请的用印：${sealName}`,
    seal: seal.key,
    sealName,
    keeper,
    approvers,
    fence,
    actor: `device:${device.id}`,
  };
  return [{ at, type: 'powers.seal-stamped-unasked', data }];
}

async function keysOfSeals(spine: Spine): Promise<Map<string, string>> {
  const { rows } = await spine.pool.query<{ number: string; city: number; id: number }>(
    'SELECT c.number, c.city, c.id FROM cases c JOIN source s ON s.id = c.source_id WHERE s.code = $1',
    [register.code],
  );
  return new Map(rows.map(({ number, city, id }) => [number, formatKey(city, id)]));
}

/** Two of three requests are the first village's, where the invented accounts are. */
function stampingsPast(spine: Spine, plan: SealPlan, keys: ReadonlyMap<string, string>): Past {
  return {
    source: stampings,
    events(from, now) {
      const villages = villagesFor(spine, plan);
      const devices = new Map<string, SeedDevice>();
      return plan.requests.flatMap((planned, nth) => {
        const index = nth % 3 === 2 ? (Math.floor(nth / 3) % (villages.length - 1 || 1)) + 1 : 0;
        const organ = villages[index] ?? villages[0]!;
        const people = peopleOf(villages.indexOf(organ));
        const number = numberOf(organ, 0);
        const device = devices.get(number) ?? { id: keyOf(number).device, counter: 0 };
        devices.set(number, device);
        const state = {
          region: organ.region,
          name: plan.seals[0]!,
          keeper: people.keeper,
          approvers: [people.station],
          fence: plan.fence,
        };
        const seal = { key: keys.get(number)!, organ: organ.code, state };
        const told = tellStamping(seal, planned, people, device, openedAt(planned, now, nth), now);
        return eventsOf(from, `stamping-demonstration-${nth}`, organ.region, told);
      });
    },
  };
}

/** Seals and stampings of the demonstration, where they are missing. Broken off, it goes on. */
export async function seedSeals(spine: Spine, say: Say, plan: SealPlan = readSealPlan()): Promise<void> {
  if (await wasTold(spine.pool, { source: stampings })) return;
  const villages = villagesFor(spine, plan).length;
  if (villages === 0) return;
  say(`Seals of ${villages} villages, with ${plan.requests.length} stampings`);
  const seals = registerPast(spine, plan);
  if (!(await wasTold(spine.pool, seals))) await tellPast(spine, seals);
  await tellPast(spine, stampingsPast(spine, plan, await keysOfSeals(spine)));
}
