import { type ItemInput, item as itemSchema, type Organ, organ as organSchema } from '#contract/catalogue';
import { type CaseEvent, type CaseEventType, caseEvents } from '#contract/events';
import type { Finding } from '#spine/alerts/rule';
import { readCalendars } from '#spine/calendar/calendar-files';
import { compileCalendar } from '#spine/calendar/working-days';
import { type CaseState, evolveCase } from '#spine/cases/case-state';
import { installedPlatforms } from '#spine/platform/installed';
import { judgeAll } from './judge.ts';
import { readRuleParameters } from './rule-parameters.ts';

/**
 * A made-up licence whose flow says something for every rule, and a runner that tells a case to the rules. The thresholds are
 * those of whatever parts are installed: files of tests that share a process see what others have installed.
 */
export const parameters = readRuleParameters(undefined, installedPlatforms());
export const calendar = compileCalendar(readCalendars().find((data) => data.code === 'CN')!);

const named = (name: string) => ({ zh: name, en: name });
const posts = (...codes: string[]) => codes.map((code) => ({ code, name: named(code) }));

export const bureau = organSchema.parse({
  code: 'county-bureau',
  name: named('bureau'),
  region: '370102000000',
  parent: 'city-bureau',
  workPeriods: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
  posts: posts('clerk', 'head'),
});

export function organOf(code: string, more: Partial<Organ> = {}): Organ {
  return organSchema.parse({ code, name: named(code), region: '370102000000', ...more });
}

const licence: ItemInput = {
  code: 'licence',
  platform: 'services',
  name: named('licence'),
  type: '01',
  level: 4,
  organ: 'county-bureau',
  basis: [{ law: 'A law', article: '1' }],
  limits: { legal: { n: 20, unit: 'working-day' }, promised: { n: 10, unit: 'working-day' } },
  flow: {
    version: 3,
    steps: [
      { code: 'accept', name: named('accept') },
      { code: 'review', name: named('review'), after: ['accept'], posts: ['clerk'], mandatory: true },
      { code: 'visit', name: named('visit'), after: ['accept'], siteCheck: true, mostAmount: 100 },
      { code: 'announce', name: named('announce'), repeatable: false },
      {
        code: 'hear',
        name: named('hear'),
        after: ['announce'],
        notBefore: { n: 7, unit: 'working-day', from: 'announce' },
      },
      { code: 'approve', name: named('approve'), after: ['review', 'visit'], separateFrom: ['review'] },
      { code: 'deliver', name: named('deliver'), afterEnd: true },
    ],
  },
  fees: [{ code: 'permit-fee', name: named('fee'), amount: '100.00', basis: 'a measure' }],
  contents: ['summary', 'decision'],
  effectiveFrom: '2020-01-01',
};

/** The licence, with what a test changes in it. */
export const licenceWith = (more: Partial<ItemInput> = {}) => itemSchema.parse({ ...licence, ...more });
export const item = licenceWith();

/** '2026-03-02 10:00' in Shanghai. */
export const instant = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);

export interface Told {
  /** When it counts: recorded for a live source, the log's own time for a replay source. */
  at: string;
  type: CaseEventType;
  data?: Record<string, unknown>;
  /** What a live source claims; the same as `at` when left out. */
  claimed?: string;
  acting?: Organ;
  dueAt?: string | null;
}

export interface Setting {
  item?: typeof item;
  organ?: Organ;
  historic?: boolean;
}

export function eventOf(type: CaseEventType, data: Record<string, unknown> = {}): CaseEvent {
  const opening = type === 'case.opened' ? { item: 'licence' } : {};
  return { type, data: caseEvents[type].parse({ ...opening, ...data }) } as CaseEvent;
}

/** Tells a case event by event and gives back all that the rules noticed. */
export function tell(told: readonly Told[], setting: Setting = {}): Finding[] {
  const organ = setting.organ ?? bureau;
  const found: Finding[] = [];
  let before: CaseState | null = null;
  for (const [index, one] of told.entries()) {
    const at = instant(one.at);
    const occurredAt = one.claimed === undefined ? at : instant(one.claimed);
    const event = eventOf(one.type, one.data);
    const after: CaseState = evolveCase(before, event, at, occurredAt);
    const judged = {
      event,
      at,
      occurredAt,
      recordedAt: setting.historic ? instant('2026-11-02 09:00') : at,
      historic: setting.historic ?? false,
      before,
      after,
      item: setting.item ?? item,
      organ,
      actingOrgan: one.acting ?? organ,
      calendar,
      dueAt: one.dueAt ? instant(one.dueAt) : null,
      seq: index + 1,
    };
    found.push(...judgeAll(judged, parameters));
    before = after;
  }
  return found;
}

/** What one rule noticed in the case. */
export const clues = (rule: string, told: readonly Told[], setting?: Setting): Finding[] =>
  tell(told, setting).filter((finding) => finding.rule === rule);

export const opened: Told = { at: '2026-03-02 10:00', type: 'case.opened' };
export const accepted: Told = { at: '2026-03-02 11:00', type: 'case.accepted' };

/** A step of the licence at a time. */
export const step = (at: string, code: string, data: Record<string, unknown> = {}): Told => ({
  at,
  type: 'case.step-done',
  data: { step: code, ...data },
});
