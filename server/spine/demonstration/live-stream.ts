import { type Instant, toRfc3339 } from '#base/time';
import { type CaseEvent, type CaseEventType, type CloudEventInput, caseEvents } from '#contract/events';
import { zoneOf } from '#spine/calendar/zone';
import { type CaseState, evolveCase } from '#spine/cases/case-state';
import { caseNumber } from '#spine/catalogue/code-numbers';
import type { Division } from '#spine/regions/read-divisions';
import { Places } from './assign-cases.ts';
import type { DemonstrationData } from './demonstration-data.ts';
import type { DemonstrationItem } from './expand-items.ts';
import { type NextEvent, nextEvent } from './next-event.ts';
import { Officers } from './officers.ts';
import { SeededRandom, seedOf } from './seeded-random.ts';
import { compactDate, dayOf } from './work-axis.ts';

/** An open case of the demonstration, as the database knows it. */
export interface LiveCase {
  source: string;
  number: string;
  region: string;
  /** Code of its item. */
  item: string;
  state: CaseState;
  dueAt: Instant | null;
}

export interface LiveSetting {
  data: DemonstrationData;
  items: readonly DemonstrationItem[];
  divisions: readonly Division[];
  /** Code of the source of new cases; open cases keep theirs. */
  source: string;
  seed: number;
  open: readonly LiveCase[];
}

const dayMs = 86_400_000;
/** One event in this many opens a case: about the number of events of a case. */
const eventsPerCase = 6;
/** Share of new cases that are decided while one looks on. */
const sameDayShare = 0.75;
/** Cases decided the same day rest a little between two events, so that many are seen side by side. */
const shortRestMs = 4000;
/** Others rest for this share of their promise, taken as calendar days: no case looks hurried. */
const longRest = 0.08;
/** How many waiting cases are looked at before a new one is opened instead. */
const looks = 64;
const zone = zoneOf('Asia/Shanghai');

/**
 * The gentle stream of a running demonstration. Each call gives the next event at `now`, or null when the
 * plan's number of open cases all rest; the caller decides how often (`plan.live.eventsPerSecond`). Repeatable: the same seed, open cases and instants give the same.
 */
export class LiveStream {
  readonly #setting: LiveSetting;
  readonly #random: SeededRandom;
  readonly #officers: Officers;
  readonly #places: Places;
  readonly #items: Map<string, DemonstrationItem>;
  #queue: LiveCase[];
  #told = 0;
  readonly #numbers = new Set<string>();

  constructor(setting: LiveSetting) {
    this.#setting = setting;
    this.#random = new SeededRandom(setting.seed);
    this.#officers = new Officers(setting.data);
    this.#places = new Places(setting.data.plan, setting.items, setting.divisions);
    this.#items = new Map(setting.items.map((one) => [one.item.code, one]));
    this.#queue = setting.open.filter(({ item }) => this.#items.has(item));
  }

  /** Open cases that the stream goes on with. */
  get open(): number {
    return this.#queue.length;
  }

  next(now: Instant): CloudEventInput | null {
    const full = this.#queue.length >= this.#setting.data.plan.live.maximumOpen;
    const wantsNew = this.#random.chance(1 / eventsPerCase) && !full;
    const waiting = wantsNew ? undefined : this.#takeRested(now);
    const next = waiting && this.#continue(waiting, now);
    return next ?? (full ? null : this.#openCase(now));
  }

  #takeRested(now: Instant): LiveCase | undefined {
    const most = Math.min(looks, this.#queue.length);
    for (let look = 0; look < most; look++) {
      const one = this.#queue.shift();
      if (one === undefined) return undefined;
      if (this.#rested(one, now)) return one;
      this.#queue.push(one);
    }
    return undefined;
  }

  #rested({ item, state, dueAt, number }: LiveCase, now: Instant): boolean {
    const { template, budget } = this.#items.get(item) ?? {};
    if (template === undefined || budget === undefined) return false;
    // Most overdue cases are left for people to correct; a few end by themselves.
    const { lateShare } = this.#setting.data.plan.live;
    if (dueAt !== null && dueAt < now && !new SeededRandom(seedOf(number)).chance(lateShare)) return false;
    const rest = template.caseType === 'same-day' ? shortRestMs : budget * longRest * dayMs;
    return now - state.lastAt >= rest;
  }

  #continue(one: LiveCase, now: Instant): CloudEventInput | undefined {
    const item = this.#items.get(one.item);
    if (item === undefined) return undefined;
    const anomalous = this.#random.chance(this.#setting.data.plan.live.anomalyShare);
    const next = nextEvent(one.state, { item, officers: this.#officers, random: this.#random, anomalous });
    if (next === null) return undefined;
    const state = evolveCase(one.state, typed(next), now);
    if (state.endedAt === null) this.#queue.push({ ...one, state });
    return this.#envelope(one, next, now);
  }

  #openCase(now: Instant): CloudEventInput {
    const { data, source } = this.#setting;
    let item = this.#places.item(this.#random);
    const sameDay = this.#random.chance(sameDayShare);
    for (let draw = 0; sameDay && draw < 50 && item.template.caseType !== 'same-day'; draw++) {
      item = this.#places.item(this.#random);
    }
    const division = this.#places.region(item, this.#random);
    const trade = this.#random.pick(data.people.trades).zh;
    const title = `${item.item.name.zh}:${division.name}演示${trade}${this.#random.integer(1, 9999)}号`;
    const channel = this.#random.pick(['政务服务大厅', '网上', '自助终端']);
    const next: NextEvent = { type: 'case.opened', data: { item: item.item.code, title, channel } };
    const one: LiveCase = {
      source,
      number: this.#number(item, now),
      region: division.code,
      item: item.item.code,
      state: evolveCase(null, typed(next), now),
      dueAt: null,
    };
    this.#queue.push(one);
    return this.#envelope(one, next, now);
  }

  /** Serials from 5000 on by the time of day, so that neither the planned cases nor a restart take the same. */
  #number({ item }: DemonstrationItem, now: Instant): string {
    const day = dayOf(now, zone);
    const share = (zone.localOf(now) - day * dayMs) / dayMs;
    for (let serial = 5000 + Math.floor(share * 4900); ; serial = serial < 9999 ? serial + 1 : 5000) {
      const number = caseNumber(item.code, compactDate(day), serial);
      if (this.#numbers.has(number)) continue;
      this.#numbers.add(number);
      return number;
    }
  }

  #envelope({ source, number, region }: LiveCase, { type, data }: NextEvent, now: Instant): CloudEventInput {
    this.#told += 1;
    const id = `${number}-${now}-${this.#told}`;
    return { specversion: '1.0', id, source, type, subject: number, time: toRfc3339(now), region, data };
  }
}

function typed({ type, data }: NextEvent): CaseEvent {
  return { type, data: caseEvents[type as CaseEventType].parse(data) } as CaseEvent;
}
