import { type Instant, toRfc3339 } from '#base/time';
import type { CloudEventInput } from '#contract/events';
import { addMonths, type EpochDay } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';
import { caseNumber } from '#spine/catalogue/code-numbers';
import type { Division } from '#spine/regions/read-divisions';
import { cityOf } from '#spine/regions/region-codes';
import { twists } from './anomalies.ts';
import { type Assignment, Assigner } from './assign-cases.ts';
import { ordinaryShape } from './case-shape.ts';
import { type DraftEvent, tellStory } from './case-story.ts';
import type { DemonstrationData } from './demonstration-data.ts';
import type { DemonstrationItem } from './expand-items.ts';
import { Officers } from './officers.ts';
import { SeededRandom, seedOf } from './seeded-random.ts';
import { compactDate, dayOf, WorkAxis } from './work-axis.ts';

const zone = zoneOf('Asia/Shanghai');

export interface PlanSetting {
  data: DemonstrationData;
  items: readonly DemonstrationItem[];
  divisions: readonly Division[];
  /** The calendar CN, or another that knows its working days. */
  calendar: { isWorkingDay(day: number): boolean };
  /** The present: nothing is planned after it. Stories that run on beyond it stay open. */
  now: Instant;
  /** Code of the source that the events name. */
  source: string;
  /** Number of cases; the plan's own by default. About six events each. */
  cases?: number;
  seed?: number;
}

/** One case of the plan with the events that lie in the past. */
export interface PlannedCase {
  number: string;
  item: DemonstrationItem;
  region: string;
  /** `ordinary`, `late`, or the code of the rule that should notice it. */
  kind: string;
  events: CloudEventInput[];
  /** The story goes on after `now`. */
  open: boolean;
}

/** The cases of one city; `3700` are those of the provincial organs. */
export interface CityPlan {
  city: string;
  cases: PlannedCase[];
}

/**
 * The past months of the demonstration, city by city: the same setting always gives the same events.
 * Times are instants of working hours mostly; every case number is one of GB form for its item and day.
 */
export function* planProvince(setting: PlanSetting): Generator<CityPlan> {
  const { data, items, divisions, now } = setting;
  const opensFrom = addMonths(dayOf(now, zone), -data.plan.months);
  const axis = axisOf(setting, opensFrom);
  const assigner = new Assigner({ plan: data.plan, axis, opensFrom, now, items, divisions });
  const storyteller = new Storyteller(setting, axis);
  let plan: CityPlan | undefined;
  for (const assignment of assigner.assign(
    setting.cases ?? data.plan.cases,
    setting.seed ?? data.plan.seed,
  )) {
    const city = cityOf(assignment.region.code);
    if (plan?.city !== city) {
      if (plan !== undefined) yield plan;
      plan = { city, cases: [] };
    }
    plan.cases.push(storyteller.tell(assignment));
  }
  if (plan !== undefined) yield plan;
}

/**
 * All events of a city in the order in which its sources would have sent them: by time, and within a case
 * as told (a step that claims a time before the application still comes after it).
 */
export function eventsInOrder({ cases }: CityPlan): CloudEventInput[] {
  const timed: { event: CloudEventInput; sentAt: number }[] = [];
  for (const { events } of cases) {
    let sentAt = 0;
    for (const event of events) {
      sentAt = Math.max(sentAt, Date.parse(event.time));
      timed.push({ event, sentAt });
    }
  }
  return timed.sort((one, other) => one.sentAt - other.sentAt).map(({ event }) => event);
}

/** Begins before the first case, since some claim earlier times, and goes on until the last story has long ended. */
function axisOf({ data, calendar, now }: PlanSetting, opensFrom: EpochDay): WorkAxis {
  const through = dayOf(now, zone) + 300;
  return new WorkAxis({ calendar, from: opensFrom - 14, through, periods: data.organs.workPeriods, zone });
}

class Storyteller {
  readonly #setting: PlanSetting;
  readonly #axis: WorkAxis;
  readonly #officers: Officers;
  readonly #seed: number;
  readonly #serials = new Map<string, number>();

  constructor(setting: PlanSetting, axis: WorkAxis) {
    this.#setting = setting;
    this.#axis = axis;
    this.#officers = new Officers(setting.data);
    this.#seed = setting.seed ?? setting.data.plan.seed;
  }

  tell(assignment: Assignment): PlannedCase {
    const { item, region, kind, n } = assignment;
    const random = new SeededRandom(seedOf(this.#seed, 'story', n));
    const number = this.#number(assignment);
    const drafts = this.#draft(assignment, random);
    const { now, source } = this.#setting;
    const events: CloudEventInput[] = [];
    for (const [index, { at, instant, type, data }] of drafts.entries()) {
      const time = instant ?? this.#axis.at(at);
      if (time > now) break;
      const id = `${number}-${index + 1}`;
      events.push({
        specversion: '1.0',
        id,
        source,
        type,
        subject: number,
        time: toRfc3339(time),
        region: region.code,
        data,
      });
    }
    return { number, item, region: region.code, kind, events, open: events.length < drafts.length };
  }

  #draft(assignment: Assignment, random: SeededRandom): DraftEvent[] {
    const { item, openedAt, openedInstant, kind, region, burst } = assignment;
    const { data } = this.#setting;
    const shape = ordinaryShape({
      item,
      plan: data.plan,
      random,
      openedAt,
      openedInstant,
      late: kind === 'late',
    });
    const twist = twists[kind];
    if (burst !== undefined) this.#gather(shape, burst.reviewAt);
    twist?.shape?.(shape, item, random);
    const applicant = `${region.name}演示${random.pick(data.people.trades).zh}${random.integer(1, 9999)}号`;
    const title = `${item.item.name.zh}:${applicant}`;
    const channel = random.pick(
      region.level === 'village' ? ['代办点'] : ['政务服务大厅', '网上', '自助终端'],
    );
    const setting = { item, officers: this.#officers, random, title, channel };
    const events = tellStory(shape, setting);
    if (burst !== undefined) this.#oneReviewer(events, assignment);
    return twist?.events?.(events, setting) ?? events;
  }

  /** The first step of every case of a burst is done in the same minutes. */
  #gather(shape: ReturnType<typeof ordinaryShape>, reviewAt: number): void {
    shape.ending = 'decided';
    shape.corrections = 0;
    shape.pauses = [];
    shape.extension = null;
    shape.acceptAt = shape.openedAt + (reviewAt - shape.openedAt) * 0.2;
    const [first, ...others] = shape.steps;
    if (first !== undefined) first.at = reviewAt;
    for (const [index, step] of others.entries()) step.at = reviewAt + 0.3 * (index + 1);
    shape.decideAt = Math.max(shape.decideAt ?? 0, reviewAt + 0.3 * (others.length + 1));
  }

  #oneReviewer(events: readonly DraftEvent[], { item, burst }: Assignment): void {
    const step = events.find(({ type }) => type === 'case.step-done');
    const holders = this.#officers.of(item.organ).get(String(step?.data.post)) ?? [];
    if (step !== undefined) step.data.actor = holders[(burst?.actor ?? 0) % holders.length];
  }

  #number({ item, openedAt }: Assignment): string {
    const day = compactDate(this.#axis.dayAt(Math.floor(openedAt)) ?? 0);
    const key = `${item.item.code}${day}`;
    const serial = (this.#serials.get(key) ?? 0) + 1;
    this.#serials.set(key, serial);
    return caseNumber(item.item.code, day, serial);
  }
}
