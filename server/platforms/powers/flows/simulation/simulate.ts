import { isDeepStrictEqual } from 'node:util';
import { setImmediate } from 'node:timers/promises';
import { toRfc3339 } from '#base/time';
import { foldContext } from '#spine/cases/fold-context';
import type { RegisteredItem } from '#spine/catalogue/registry';
import type { View } from '#spine/identity/view';
import type { Spine } from '#spine/spine';
import { type ChosenCase, chooseCases } from '../store.ts';
import { Effects, type ToldTwice } from './effects.ts';
import { type Outcome, presents, type Proposal, readEntries } from './store.ts';
import { rulesUnder, type TellingWorld, type ToldEntry } from './tell-under.ts';

/** Cases that are told at most, the newest: each is told twice, a third of a millisecond or so. */
export const mostTold = 3_000;
const atOnce = 100;
/** How long cases are told before other work comes in between, in milliseconds. */
const turn = 15;

/**
 * Tells the newest cases of items twice, under the flow and limits that each was handled by and under those proposed, with
 * today's rules, calendars and card policies for both. Changes nothing.
 * @returns counts, and the cases of which a rule noticed something either way
 */
export async function simulate(
  spine: Spine,
  view: View,
  items: readonly RegisteredItem[],
  proposal: Proposal,
): Promise<{ outcome: Outcome; cases: ToldTwice[] }> {
  const choice = { ...proposal, items: items.map(({ id }) => id) };
  const { cases, total } = await chooseCases(view.db, view.reaches.cases, choice, mostTold);
  const present = await presents(spine.pool, toRfc3339(spine.now()));
  const effects = new Effects();
  const noticed: ToldTwice[] = [];
  const worlds = new Worlds(spine, proposal, present);
  let began = performance.now();
  for (let from = 0; from < cases.length; from += atOnce) {
    const page = cases.slice(from, from + atOnce);
    const entries = await readEntries(view.db, page);
    for (const one of page) {
      const told = tellTwice(entries.get(`${one.city}-${one.id}`) ?? [], worlds.of(one));
      effects.add(told);
      if (told.before.length + told.after.length > 0) noticed.push({ city: one.city, id: one.id, ...told });
      if (performance.now() - began < turn) continue;
      await setImmediate();
      began = performance.now();
    }
  }
  const { late, irregular } = effects;
  return {
    outcome: { cases: total, told: cases.length, late, irregular, effects: effects.rules() },
    cases: noticed,
  };
}

function tellTwice(
  entries: readonly ToldEntry[],
  { own, tried }: { own: TellingWorld; tried: TellingWorld },
) {
  if (entries.length === 0) return { before: [], after: [] };
  return { before: [...rulesUnder(entries, own)], after: [...rulesUnder(entries, tried)] };
}

/** The two worlds of a case; items as they would be are made once for each version. */
class Worlds {
  readonly #spine: Spine;
  readonly #proposal: Proposal;
  readonly #present: ReadonlyMap<number, number>;
  readonly #tried = new Map<RegisteredItem, RegisteredItem>();

  constructor(spine: Spine, proposal: Proposal, present: ReadonlyMap<number, number>) {
    this.#spine = spine;
    this.#proposal = proposal;
    this.#present = present;
  }

  of(one: ChosenCase): { own: TellingWorld; tried: TellingWorld } {
    const { fold, registry } = this.#spine;
    const place = { itemId: one.item_id, itemVersion: one.item_version, organId: one.organ_id };
    const context = foldContext(fold, place);
    const own: TellingWorld = {
      context,
      organByCode: (code) => registry.organ(code),
      ownLimits: false,
      present: this.#present.get(one.source_id) ?? one.opened_at,
    };
    const item = this.#itemOf(context.item);
    const otherLimits = !isDeepStrictEqual(item.limits, context.item.limits);
    return { own, tried: { ...own, context: { ...context, item }, ownLimits: otherLimits } };
  }

  #itemOf(item: RegisteredItem): RegisteredItem {
    let tried = this.#tried.get(item);
    if (!tried) {
      const { flow, limits } = this.#proposal;
      tried = { ...item, flow, limits };
      this.#tried.set(item, tried);
    }
    return tried;
  }
}
