import path from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { civilDate } from '#contract/text';
import { epochDayOf } from '#spine/calendar/civil-date';
import { exportParquet } from '#spine/statistics/export/export-parquet';
import { printJson, withSpine } from './with-spine.ts';

interface Options {
  parquet: string;
  from?: string;
  to?: string;
  json?: boolean;
}

/** Refusal: field-invalid, for what is no day. */
export function checkDays({ from, to }: { from?: string; to?: string }): void {
  for (const [field, value] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (value !== undefined) epochDayOf(civilDate.safeParse(value).data ?? '', field);
}

/** Writes cases, alerts and journal as Parquet files, without anything personal. */
export async function exportCommand(config: Config, { parquet, from, to, json }: Options): Promise<void> {
  checkDays({ from, to });
  const folder = path.resolve(parquet);
  const bar = new SingleBar({ format: '{bar} {percentage} % | {value} of {total} rows', hideCursor: true });
  const showBar = !json && process.stderr.isTTY;
  if (showBar) bar.start(1, 0);
  const written = await withSpine(
    config,
    sayOnTerminal,
    (spine) =>
      exportParquet(spine, folder, {
        from,
        to,
        onProgress: (done, total) => {
          if (!showBar) return;
          bar.setTotal(Math.max(total, 1));
          bar.update(done);
        },
      }),
    { writes: false },
  );
  if (showBar) bar.stop();
  for (const [name, rows] of Object.entries(written))
    sayOnTerminal(`${path.join(folder, `${name}.parquet`)}: ${rows} rows`);
  sayOnTerminal('How to ask DuckDB of them: docs/analysis.md');
  if (json) printJson({ folder, rows: written });
}
