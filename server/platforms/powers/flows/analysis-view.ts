import type { z } from 'zod';
import type { FlowAnalysis, flowsApi } from '#contract/powers/flows';
import type { RegisteredItem, Registry } from '#spine/catalogue/registry';
import type { View } from '#spine/identity/view';
import { type Analysis, conformanceOf, stepNamesOf, variantsOf } from './analysis.ts';
import { itemsByBase, itemsNamed } from './items.ts';
import { countByBase } from './store.ts';

/** Variants that an answer lists; all are counted. */
const mostVariants = 300;
/** Cases of each item that a row of the list is told from. */
const sampled = 300;

const factsOf = (registry: Registry, code: string, item: RegisteredItem) => ({
  code,
  name: item.name,
  platform: item.platform,
  organName: registry.organ(item.organ)?.name ?? { zh: item.organ, en: item.organ },
});

/** One item, or all that share a base code, as the interface has it. */
export function analysisView(
  registry: Registry,
  items: readonly RegisteredItem[],
  shown: RegisteredItem,
  analysis: Analysis,
): FlowAnalysis {
  const { observed, total } = analysis;
  return {
    ...factsOf(registry, shown.code, shown),
    organs: items.length,
    basis: shown.basis,
    limits: shown.limits,
    version: shown.version,
    versions: registry.itemVersions(shown.code).map(({ version, flow, effectiveFrom }) => ({
      version,
      flowVersion: flow.version,
      effectiveFrom,
    })),
    flow: shown.flow,
    stepNames: stepNamesOf(registry, items),
    cases: total,
    analysed: observed.cases,
    variants: variantsOf(analysis, mostVariants),
    variantCount: observed.variants.length,
    edges: observed.edges(),
    steps: observed.steps(),
    conformance: conformanceOf(analysis),
  };
}

type Query = z.output<NonNullable<typeof flowsApi.listFlows.query>>;

/** Items by base code, those with most cases first; those of one page with what their newest cases show. */
export async function flowRows(
  view: View,
  { search, platform, page, pageSize }: Query,
  analyse: (items: readonly RegisteredItem[], most: number) => Promise<Analysis>,
) {
  const { registry } = view;
  const counts = await countByBase(view.db, view.reaches.cases);
  const wanted = search?.trim().toLowerCase() ?? '';
  const found = [...itemsByBase(registry)]
    .filter(([base, { item }]) => {
      const fits = [base, item.name.zh, item.name.en].some((text) => text.toLowerCase().includes(wanted));
      return fits && (platform === undefined || item.platform === platform);
    })
    .map(([base, { item, organs }]) => ({ base, item, organs, cases: counts.get(base) ?? 0 }))
    .sort((a, b) => b.cases - a.cases || (a.base < b.base ? -1 : 1));
  const rows = [];
  for (const { base, item, organs, cases } of found.slice((page - 1) * pageSize, page * pageSize)) {
    const analysis = cases > 0 ? await analyse(itemsNamed(registry, base), sampled) : null;
    rows.push({
      ...factsOf(registry, base, item),
      organs,
      steps: item.flow.steps.length,
      cases,
      analysed: analysis?.observed.cases ?? 0,
      variants: analysis?.observed.variants.length ?? 0,
      fitness: analysis ? conformanceOf(analysis).fitness : null,
    });
  }
  return { rows, total: found.length, page, pageSize };
}
