import type { Say } from '#base/log';
import { type Instant, toRfc3339 } from '#base/time';
import { cameraContent } from '#contract/powers/halls';
import type { RegisteredOrgan, RegisteredSource } from '#spine/catalogue/registry';
import { type Past, tellPast, wasTold } from '#spine/demonstration/tell-past';
import { type IncomingEvent, incoming } from '#spine/journal/incoming';
import type { Spine } from '#spine/spine';
import { cameraProposed } from '../open-camera.ts';
import { type HallPlan, type PlannedCamera, readHallPlan } from './plan.ts';

const source = { code: 'halls-demonstration', name: '大厅视频监察演示 Video supervision demonstration' };
const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** China is eight hours ahead of UTC. */
const chinaMs = 8 * hourMs;

/** Who registers and approves: the invented accounts at the home, others elsewhere. */
const home = { proposer: 'window-clerk-centre', approver: 'hotline-head-jinan' };
const elsewhere = { proposer: 'window-clerk-2', approver: 'approver-2' };
const watcher = 'supervision-officer-jinan';

interface Told {
  at: Instant;
  type: string;
  data: Record<string, unknown>;
}

/** The service centres of cities, the home's first. */
function centresOf({ registry }: Spine, plan: HallPlan): RegisteredOrgan[] {
  const isHome = ({ region }: RegisteredOrgan) => Number(region === plan.home);
  return [...registry.organs()]
    .filter(
      ({ kind, region }) =>
        kind === 'service-centre' && /^37\d\d0{8}$/.test(region) && region !== '370000000000',
    )
    .sort((a, b) => isHome(b) - isHome(a) || (a.region < b.region ? -1 : 1));
}

const contentOf = (organ: RegisteredOrgan, { name, window, stream }: PlannedCamera, plan: HallPlan) =>
  cameraContent.parse({
    name,
    hall: organ.name.zh,
    ...(window && { window }),
    address: `demonstration:${stream}`,
    retentionDays: plan.retentionDays,
  });

/** Ten in the morning, China's time, so many days before a present. */
const morning = (now: Instant, daysAgo: number): Instant =>
  Math.floor((now + chinaMs) / dayMs) * dayMs - chinaMs - daysAgo * dayMs + 10 * hourMs;

function tellMoments(plan: HallPlan, nth: number, now: Instant): Told[] {
  return plan.moments
    .filter(({ camera }) => camera === nth)
    .map(({ daysAgo, kind, minutes, note }) => ({
      at: morning(now, daysAgo),
      type: 'powers.hall-moment-kept',
      data: {
        kind,
        at: toRfc3339(morning(now, daysAgo)),
        ...(minutes !== undefined && { minutes }),
        note,
        viewing: '0',
        attachments: [],
        actor: watcher,
      },
    }));
}

function tellCamera(
  organ: RegisteredOrgan,
  planned: PlannedCamera,
  plan: HallPlan,
  now: Instant,
  waits = false,
): Told[] {
  const { proposer, approver } = organ.region === plan.home ? home : elsewhere;
  const { type, data } = cameraProposed(organ, contentOf(organ, planned, plan), {
    reason: plan.reason,
    actor: proposer,
  });
  const at = morning(now, waits ? 2 : 40);
  const opened = { at, type, data };
  return waits
    ? [opened]
    : [opened, { at: at + hourMs, type: 'powers.camera-approved', data: { actor: approver } }];
}

const eventsOf = (
  from: RegisteredSource,
  organ: RegisteredOrgan,
  number: string,
  told: readonly Told[],
): IncomingEvent[] =>
  told.map(({ at, type, data }, index) =>
    incoming(from, {
      id: `${number}:${index}`,
      type,
      region: Number(organ.region),
      occurredAt: at,
      data,
      reference: { number },
    }),
  );

function pastOf(spine: Spine, plan: HallPlan): Past {
  return {
    source,
    events: (from, now) =>
      centresOf(spine, plan).flatMap((organ) => {
        const isHome = organ.region === plan.home;
        const cameras = (isHome ? plan.homeCameras : plan.otherCameras).map((planned, nth) => [
          ...tellCamera(organ, planned, plan, now),
          ...(isHome ? tellMoments(plan, nth, now) : []),
        ]);
        if (isHome) cameras.push(tellCamera(organ, plan.proposed, plan, now, true));
        return cameras.flatMap((told, nth) =>
          eventsOf(from, organ, `camera-demonstration-${organ.region}-${nth}`, told),
        );
      }),
  };
}

/** Cameras of the demonstration, where they are missing. Broken off, it goes on. */
export async function seedHalls(spine: Spine, say: Say, plan: HallPlan = readHallPlan()): Promise<void> {
  if (await wasTold(spine.pool, { source })) return;
  const centres = centresOf(spine, plan).length;
  if (centres === 0) return;
  say(`Cameras of ${centres} service halls`);
  await tellPast(spine, pastOf(spine, plan));
}
