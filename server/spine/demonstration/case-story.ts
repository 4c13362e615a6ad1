import type { Instant } from '#base/time';
import type { CaseEventType } from '#contract/events';
import { type CaseShape, hasAcceptance, longestSilence, partsOf } from './case-shape.ts';
import type { StepTemplate } from './demonstration-data.ts';
import type { DemonstrationItem } from './expand-items.ts';
import type { Officers } from './officers.ts';
import type { SeededRandom } from './seeded-random.ts';

/** An event of a story before it gets its instant; `instant` is set where it lies outside working hours. */
export interface DraftEvent {
  at: number;
  type: CaseEventType;
  data: Record<string, unknown>;
  instant?: Instant;
}

export interface StorySetting {
  item: DemonstrationItem;
  officers: Officers;
  random: SeededRandom;
  title: string;
  channel: string;
}

const articlePause = '《中华人民共和国行政许可法》第四十五条';
const articleExtension = '《中华人民共和国行政许可法》第四十二条';

/** Tells the events of a case in the order in which its source sends them. */
export function tellStory(shape: CaseShape, setting: StorySetting): DraftEvent[] {
  const teller = new Teller(shape, setting);
  return withPauses([...teller.beginning(), ...teller.work(), ...teller.end()], shape, setting);
}

class Teller {
  readonly #shape: CaseShape;
  readonly #setting: StorySetting;
  readonly #accepts: boolean;

  constructor(shape: CaseShape, setting: StorySetting) {
    this.#shape = shape;
    this.#setting = setting;
    this.#accepts = hasAcceptance(setting.item);
  }

  beginning(): DraftEvent[] {
    const { openedAt, openedInstant, corrections, acceptAt, ending, reason } = this.#shape;
    const { item, title, channel } = this.#setting;
    const opened: DraftEvent = {
      at: openedAt,
      type: 'case.opened',
      data: { item: item.item.code, title, channel },
    };
    if (openedInstant !== undefined) opened.instant = openedInstant;
    const events = [opened];
    for (let pass = 0; pass < corrections; pass++) {
      const part = (acceptAt - openedAt) / (corrections + 0.3);
      events.push(
        { at: openedAt + part * (pass + 0.3), type: 'case.correction-asked', data: this.#correction() },
        { at: openedAt + part * (pass + 0.9), type: 'case.corrected', data: {} },
      );
    }
    if (ending === 'not-accepted') {
      events.push({ at: acceptAt, type: 'case.not-accepted', data: { ...this.#by('window'), reason } });
    } else if (this.#accepts) {
      events.push({ at: acceptAt, type: 'case.accepted', data: { ...this.#by('window'), window: 'W1' } });
    }
    return events;
  }

  work(): DraftEvent[] {
    const { steps, ending, extension, decideAt, acceptAt, fillsGaps } = this.#shape;
    if (ending === 'not-accepted') return [];
    const events: DraftEvent[] = steps.map(({ step, at }) => ({ ...stepEvent(step, this.#setting), at }));
    if (extension !== null) {
      const { at, n } = extension;
      const data = {
        ...this.#by('reviewer'),
        n,
        unit: 'working-day',
        basis: articleExtension,
        approver: this.#officer('leader'),
      };
      events.push({ at, type: 'case.extended', data });
    }
    const until = decideAt ?? acceptAt + this.#setting.item.budget * 0.7;
    if (fillsGaps) events.push(...this.#fillers(events, acceptAt, until));
    return events.sort((one, other) => one.at - other.at);
  }

  end(): DraftEvent[] {
    const { decideAt, ending, reason } = this.#shape;
    if (decideAt === null || ending === 'not-accepted') return [];
    if (ending === 'withdrawn') {
      return [{ at: decideAt, type: 'case.withdrawn', data: { ...this.#by('window'), reason } }];
    }
    const { item, random } = this.#setting;
    const sameDay = item.template.caseType === 'same-day';
    const events: DraftEvent[] = [...this.#fees(decideAt), { ...this.#decision(), at: decideAt }];
    let at = decideAt;
    for (const step of partsOf(item).after) {
      at += sameDay ? random.between(0.005, 0.03) : random.between(0.05, 1.5);
      events.push({ ...stepEvent(step, this.#setting), at });
    }
    const closing = { ...this.#by('window', 'deliverer'), result: '办结', contents: ['result'] };
    events.push({ at: at + random.between(0.002, 0.02), type: 'case.closed', data: closing });
    return events;
  }

  /** More of the last step where the silence would last too long. */
  #fillers(events: readonly DraftEvent[], from: number, until: number): DraftEvent[] {
    const longest = Math.max(0.9, longestSilence * this.#setting.item.budget);
    const fillers: DraftEvent[] = [];
    const stops = [...events].sort((one, other) => one.at - other.at);
    let last: DraftEvent | undefined;
    let at = from;
    for (const stop of [...stops, { at: until, type: 'case.closed' as const, data: {} }]) {
      while (last !== undefined && stop.at - at > longest) {
        at += longest;
        fillers.push({ ...last, at, data: { ...last.data, note: '补充审查记录' } });
      }
      at = Math.max(at, stop.at);
      if (stop.type === 'case.step-done') last = stop;
    }
    return fillers;
  }

  #decision(): Omit<DraftEvent, 'at'> {
    const { denied, reason } = this.#shape;
    const outcome = denied ? 'denied' : this.#setting.item.template.type === '02' ? 'imposed' : 'granted';
    const data = { ...this.#by('approver'), outcome, reason, contents: ['decision'] };
    return { type: 'case.decided', data };
  }

  #fees(decideAt: number): DraftEvent[] {
    const { item, random } = this.#setting;
    if (item.template.fees.length === 0) return [];
    const { code, amount } = random.pick(item.template.fees);
    const data = { ...this.#by('window'), fee: code, due: Number(amount), paid: Number(amount) };
    return [{ at: decideAt - 0.001, type: 'case.fee-charged', data }];
  }

  #correction(): Record<string, unknown> {
    const { item, random } = this.#setting;
    const material = random.pick(item.item.materials ?? []);
    const reason = `请一次性补正:${material.name.zh}`;
    return { ...this.#by('window'), reason, materials: [material.name.zh] };
  }

  #officer(post: string): string {
    const { officers, item, random } = this.#setting;
    return officers.pick(item.organ, post, random);
  }

  /** Actor and post: the first of the posts that the organ has. */
  #by(...posts: string[]): { actor: string; post: string } {
    const staff = this.#setting.officers.of(this.#setting.item.organ);
    const post = posts.find((one) => staff.has(one)) ?? 'window';
    return { actor: this.#officer(post), post };
  }
}

/** A step of the flow as an event: done by somebody in its first post, leaving what it leaves in the file. */
export function stepEvent(
  step: StepTemplate,
  { item, officers, random }: Pick<StorySetting, 'item' | 'officers' | 'random'>,
) {
  const staff = officers.of(item.organ);
  const post = step.posts.find((one) => staff.has(one)) ?? 'window';
  const contents = step.contents.length > 0 ? { contents: step.contents } : {};
  const data = { step: step.code, actor: officers.pick(item.organ, post, random), post, ...contents };
  return { type: 'case.step-done' as const, data };
}

/** Special procedures push everything behind them back by as long as they last. */
function withPauses(events: DraftEvent[], shape: CaseShape, setting: StorySetting): DraftEvent[] {
  const { item, officers, random } = setting;
  let told = events;
  for (const pause of shape.pauses) {
    const procedure = random.pick(item.template.special);
    const approver = officers.pick(item.organ, 'leader', random);
    const by = { actor: officers.pick(item.organ, 'reviewer', random), post: 'reviewer' };
    const notice = `演示告知书〔${random.integer(1, 9999)}〕号`;
    const data = {
      ...by,
      procedure,
      basis: articlePause,
      expectedDays: pause.expectedDays,
      approver,
      notice,
    };
    const before = told.filter(({ at }) => at <= pause.at);
    const after = told
      .filter(({ at }) => at > pause.at)
      .map((event) => ({ ...event, at: event.at + pause.days }));
    told = [
      ...before,
      { at: pause.at, type: 'case.paused', data },
      { at: pause.at + pause.days, type: 'case.resumed', data: by },
      ...after,
    ];
  }
  return told;
}
