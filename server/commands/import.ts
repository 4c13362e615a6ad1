import { SingleBar } from 'cli-progress';
import type { Config } from '#base/config';
import { Refusal } from '#base/errors';
import { sayOnTerminal } from '#base/log';
import type { ImportCounts } from '#contract/imports';
import { importFile } from '#spine/intake/import-file';
import { loadImportMap } from '#spine/intake/mapping/load-map';
import { printJson, withSpine } from './with-spine.ts';

/** Refused rows that are printed; the rest stand in the import's report. */
const printed = 20;

function nowOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const now = Date.parse(text);
  if (Number.isNaN(now) || !/[Zz]|[+-]\d\d:\d\d$/.test(text))
    throw new Refusal('field-invalid', {
      field: '--now',
      expected: 'a time such as 2012-01-31T00:00:00+01:00',
    });
  return now;
}

export async function importCommand(
  config: Config,
  file: string,
  options: { map: string; now?: string; json?: boolean },
): Promise<void> {
  const now = nowOf(options.now);
  const { map, catalogue } = await loadImportMap(options.map);
  const bar = new SingleBar({
    format: '{bar} {percentage} % | {events} events | {cases} cases',
    hideCursor: true,
    noTTYOutput: false,
  });
  const showBar = !options.json && process.stderr.isTTY;
  await withSpine(config, sayOnTerminal, async (spine) => {
    if (showBar) bar.start(1, 0, { events: 0, cases: 0 });
    const { run, counts } = await importFile(spine, {
      file,
      map,
      catalogue,
      now,
      demonstration: config.demo,
      onProgress: ({ bytesDone, bytesTotal, counts: so }) => {
        if (!showBar) return;
        bar.setTotal(Math.max(bytesTotal, 1));
        bar.update(bytesDone, { events: so.events, cases: so.cases });
      },
    });
    if (showBar) bar.stop();
    const { rows } = await spine.pool.query<{
      line: number | null;
      code: string;
      field: string | null;
      expected: string | null;
    }>('SELECT line, code, field, expected FROM import_refusal WHERE run_id = $1 ORDER BY n LIMIT $2', [
      run.id,
      printed + 1,
    ]);
    for (const row of rows.slice(0, printed))
      sayOnTerminal(
        [row.line ? `line ${row.line}:` : 'file:', row.code, row.field, row.expected]
          .filter(Boolean)
          .join(' '),
      );
    if (rows.length > printed) sayOnTerminal(`… and more: see import ${run.id} in the workbench.`);
    if (options.json) printJson(counts);
    else summarise(counts);
  });
}

function summarise(counts: ImportCounts): void {
  const { cases, events, accepted, duplicates, refused, closedLate, openLate, alerts } = counts;
  sayOnTerminal(
    `${cases} cases, ${events} events: ${accepted} accepted, ${duplicates} known already, ${refused} refused.`,
  );
  if (accepted === 0 && duplicates > 0)
    sayOnTerminal('Nothing was added: everything in this file is here already.');
  sayOnTerminal(`${closedLate} closed late, ${openLate} open and late.`);
  sayOnTerminal(
    `Alerts on these cases: ${alerts.notice} notices, ${alerts.yellow} yellow, ${alerts.red} red.`,
  );
}
