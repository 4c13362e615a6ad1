import { z } from 'zod';
import type { Say } from '#base/log';
import { legalBasis } from '#contract/catalogue';
import { discretionTiers, dutyStage, powerEntry, type PowerEntry } from '#contract/powers/power-list';
import { bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';
import type { RegisteredItem } from '#spine/catalogue/registry';
import type { Spine } from '#spine/spine';
import { savePower } from './store.ts';

const planFile = z.object({
  code,
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  name: bilingual,
  demonstration: z.literal(true),
  /** Most entries; items of the demonstration make them, in the order of their codes. */
  most: z.number().int().min(1).max(500),
  /** Every n-th entry has a second version, with one more duty and a wider benchmark. */
  changedEvery: z.number().int().min(1),
  firstFrom: civilDate,
  changedFrom: civilDate,
  duties: z.array(z.object({ stage: dutyStage, text: bilingual })).min(1),
  addedDuty: z.object({ stage: dutyStage, text: bilingual }),
  accountability: z.array(z.object({ circumstance: bilingual, basis: z.array(legalBasis) })),
  /** Of penalties alone. */
  discretion: z.array(
    z.object({
      tier: z.enum(Object.keys(discretionTiers) as ['lenient', 'ordinary', 'severe']),
      min: z.number(),
      max: z.number(),
    }),
  ),
  riskPoints: z.array(bilingual),
});

type Plan = z.output<typeof planFile>;

function entryOf(plan: Plan, item: RegisteredItem): PowerEntry {
  const offence = { zh: `${item.name.zh}所涉违法行为`, en: `Offence under ${item.name.en}` };
  return powerEntry.parse({
    code: item.code,
    name: item.name,
    type: item.type,
    level: item.level,
    organ: item.organ,
    item: item.code,
    basis: item.basis,
    duties: plan.duties,
    accountability: plan.accountability,
    discretion: item.type === '02' ? plan.discretion.map((one) => ({ ...one, offence, unit: 'yuan' })) : [],
    riskPoints: plan.riskPoints,
    ...(item.supervisionPhone && { supervisionPhone: item.supervisionPhone }),
    effectiveFrom: plan.firstFrom,
  });
}

function changed(plan: Plan, entry: PowerEntry): PowerEntry {
  return {
    ...entry,
    duties: [...entry.duties, plan.addedDuty],
    discretion: entry.discretion.map((one) => (one.tier === 'severe' ? { ...one, max: one.max * 2 } : one)),
    effectiveFrom: plan.changedFrom,
  };
}

/** Evenly over all types of power, so that each of the eleven is there where the catalogue has it. */
function chosenItems(spine: Spine, most: number): RegisteredItem[] {
  const items = spine.registry.items().filter(({ demonstration }) => demonstration);
  const byType = new Map<string, RegisteredItem[]>();
  for (const item of items.sort((a, b) => (a.code < b.code ? -1 : 1)))
    byType.set(item.type, [...(byType.get(item.type) ?? []), item]);
  const lists = [...byType.values()];
  const chosen: RegisteredItem[] = [];
  for (let n = 0; chosen.length < most && lists.some((list) => list.length > n); n++)
    for (const list of lists) {
      const item = list[n];
      if (item && chosen.length < most) chosen.push(item);
    }
  return chosen;
}

/** Entries of the demonstration; a second time changes nothing, also where somebody has changed one since. */
export async function seedPowerList(spine: Spine, say: Say): Promise<void> {
  const { rows } = await spine.pool.query('SELECT FROM powers_list_version WHERE demonstration LIMIT 1');
  if (rows.length > 0) return;
  const plan = readReference(planFile, 'demonstration/power-list.json');
  const chosen = chosenItems(spine, plan.most);
  say(`The list of powers and duties, ${chosen.length} entries`);
  const by = { by: null, demonstration: true };
  for (const [index, item] of chosen.entries()) {
    const entry = entryOf(plan, item);
    await savePower(spine, entry, { ...by, note: null });
    if (index % plan.changedEvery === 0)
      await savePower(spine, changed(plan, entry), { ...by, note: '演示：补充监管责任，调整裁量基准' });
  }
}
