import type { FlowAnalysis } from '#contract/powers/flows';
import { applicationView } from '#spine/identity/view';
import type { Spine } from '#spine/spine';
import { analyse } from './analysis.ts';
import { analysisView } from './analysis-view.ts';
import { itemsNamed } from './items.ts';
import { mostTold } from './kept-analyses.ts';

/** What the newest cases of an item show, for whoever runs the installation. Refusal: not-found. */
export async function describeFlow(spine: Spine, code: string): Promise<FlowAnalysis> {
  const items = itemsNamed(spine.registry, code);
  const choice = { items: items.map(({ id }) => id) };
  return analysisView(
    spine.registry,
    items,
    items[0],
    await analyse(applicationView(spine), choice, mostTold),
  );
}
