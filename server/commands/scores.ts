import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { scorePeriod } from '#contract/powers/scores';
import { type Comparison, compareMonth, publishMonth } from '#platforms/powers/scores/publications/publish';
import { monthAt, monthsOf } from '#spine/scores/periods';
import { printJson, withSpine } from './with-spine.ts';

/** Organs that are named for people; `--json` has all. */
const named = 10;

/**
 * Recomputes the months of a period and tells how they compare with what is published; publishes where it is asked to. Exits
 * with 1 where something published differs and stays so.
 */
export async function scoresCommand(
  config: Config,
  { period, publish = false, json }: { period: string; publish?: boolean; json?: boolean },
): Promise<void> {
  if (!scorePeriod.safeParse(period).success)
    throw new OperatorError(
      `${period} is no period. Give a month, quarter, half-year or year: 2026-10, 2026-Q4, 2026-H2, 2026`,
    );
  const months = await withSpine(
    config,
    sayOnTerminal,
    async (spine) => {
      const told: (Comparison & { published: number })[] = [];
      for (const month of monthsOf(period).filter((one) => one <= monthAt(spine.now()))) {
        const published = publish ? await publishMonth(spine, month, 'operator') : 0;
        told.push({ ...(await compareMonth(spine, month)), published });
      }
      return told;
    },
    { writes: publish },
  );
  for (const month of months) tell(month);
  if (json) printJson({ period, months });
  if (months.some(({ differing, gone }) => differing.length + gone.length > 0)) process.exitCode = 1;
}

function tell({
  month,
  organs,
  same,
  missing,
  differing,
  gone,
  published,
  sha256,
}: Comparison & { published: number }) {
  const done = published > 0 ? `${published} published now, ` : '';
  sayOnTerminal(
    `${month}: ${organs} organs; ${done}${same} as published, ${missing.length} not published, ${differing.length} differ, ${gone.length} published and gone; ${sha256.slice(0, 16)}`,
  );
  for (const one of differing.slice(0, named))
    sayOnTerminal(`  ${one.organ}: published ${one.published}, now ${one.computed}`);
  if (differing.length > named) sayOnTerminal(`  and ${differing.length - named} more; --json names them`);
}
