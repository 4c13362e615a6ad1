import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import type { FlowAnalysis } from '#contract/powers/flows';
import { describeFlow } from '#platforms/powers/flows/describe';
import { printJson, withSpine } from './with-spine.ts';

/** Variants that are printed for people; `--json` has more. */
const printed = 10;

/** Tells how the newest cases of an item are really done; writes nothing. Refusal: not-found. */
export async function flowsCommand(config: Config, item: string, options: { json?: boolean }): Promise<void> {
  const told = await withSpine(config, sayOnTerminal, (spine) => describeFlow(spine, item), {
    writes: false,
  });
  summarise(told);
  if (options.json) printJson(told);
}

function summarise({ cases, analysed, variants, variantCount, conformance, steps }: FlowAnalysis): void {
  const of = analysed < cases ? `the newest ${analysed} of ${cases} cases` : `${cases} cases`;
  sayOnTerminal(`${variantCount} variants in ${of}.`);
  for (const one of variants.slice(0, printed)) sayOnTerminal(`${one.cases} × ${one.steps.join(' → ')}`);
  const { fitness, fitting, deviations } = conformance;
  sayOnTerminal(`Fitness ${fitness === null ? '–' : fitness.toFixed(4)}; ${fitting} cases follow the flow.`);
  for (const one of deviations) sayOnTerminal(`${one.cases} × ${one.kind}: ${one.step}`);
  const slowest = steps[0];
  if (slowest?.median != null)
    sayOnTerminal(
      `Longest waiting: ${slowest.step}, median ${(slowest.median / 86_400_000).toFixed(1)} days.`,
    );
}
