import { Command, Option } from 'commander';
import { readConfig } from '#base/config';
import { Refusal } from '#base/errors';
import { sayOnTerminal } from '#base/log';
import { OperatorError } from '#base/operator-error';

const program = new Command('mingjing').description(
  'Mingjing 明镜: an open supervision network for public power',
);

program
  .command('serve')
  .description('start the server and its faces')
  .action(async () => (await import('./commands/serve.ts')).serveCommand(readConfig()));

program
  .command('migrate')
  .description('bring the database to its newest form')
  .option('--json', 'end with one line of JSON')
  .action(async (options) => (await import('./commands/migrate.ts')).migrateCommand(readConfig(), options));

program
  .command('keys')
  .description('make the file of keys that an installation needs')
  .argument('[file]', 'where (default: MINGJING_KEYS, else keys.json in the data folder)')
  .action(async (file) => (await import('./commands/keys.ts')).keysCommand(readConfig(), file));

program
  .command('rotate-keys')
  .description('put new keys in the place of the present ones, while servers run')
  .addOption(
    new Option('--only <which>', 'keys of one kind').choices(['encryption', 'blind-index', 'session']),
  )
  .option('--finish', 'add no key: let go of earlier ones that nothing goes by any more')
  .option('--json', 'end with one line of JSON')
  .action(async (options) =>
    (await import('./commands/rotate-keys.ts')).rotateKeysCommand(readConfig(), options),
  );

program
  .command('seed')
  .description('make the demonstration province where it is missing')
  .option('--json', 'end with one line of JSON')
  .action(async (options) => (await import('./commands/seed.ts')).seedCommand(readConfig(), options));

program
  .command('import')
  .description('import a file of events (CSV, XLSX, XES, plain or gzip) by a mapping')
  .argument('<file>', 'the file')
  .requiredOption('--map <map>', 'the mapping file (examples/*/*.map.json)')
  .option('--now <time>', "a replay source's present (RFC 3339), when it is not its last event's time")
  .option('--json', 'end with one line of JSON')
  .action(async (file, options) =>
    (await import('./commands/import.ts')).importCommand(readConfig(), file, options),
  );

program
  .command('replay')
  .description('recompute cases, clocks, alerts and roll-ups from the journal and compare')
  .option('--json', 'end with one line of JSON')
  .action(async (options) => (await import('./commands/replay.ts')).replayCommand(readConfig(), options));

program
  .command('verify')
  .description('check journal, leaves, tiles, signatures and all that is folded; name what is damaged')
  .option('--json', 'end with one line of JSON: ok, leaves, damaged')
  .action(async (options) => (await import('./commands/verify.ts')).verifyCommand(readConfig(), options));

program
  .command('health')
  .description('say how the system itself runs; exit code 0: as it should, 1: a warning, 2: grave')
  .option('--json', 'end with one line of JSON')
  .action(async (options) => (await import('./commands/health.ts')).healthCommand(readConfig(), options));

program
  .command('backup')
  .description('back up database, log, files and passwords of a running installation')
  .argument('<folder>', 'where; a folder with the time in its name is made in it')
  .option('--keep <n>', 'how many backups of this installation stay there, or all; older ones are removed')
  .option('--json', 'end with one line of JSON')
  .action(async (folder, options) =>
    (await import('./commands/backup.ts')).backupCommand(readConfig(), folder, options),
  );

program
  .command('restore')
  .description('restore a backup into an empty data folder, up to a point in time')
  .argument('<backup>', 'the folder of the backup')
  .option('--to <time>', 'up to when (RFC 3339); default: as far as there is log')
  .action(async (backup, options) =>
    (await import('./commands/restore.ts')).restoreCommand(readConfig(), backup, options),
  );

program
  .command('drill-restore')
  .description('try a restore to a point in time on a copy, check it, and say how long it took')
  .option('--json', 'end with one line of JSON')
  .action(async (options) =>
    (await import('./commands/drill-restore.ts')).drillCommand(readConfig(), options),
  );

program
  .command('flows')
  .description('how cases of an item are really done: variants, slow steps, conformance with the flow')
  .argument('<item>', 'code of the item, or base code of all that share it')
  .option('--json', 'end with one line of JSON')
  .action(async (item, options) =>
    (await import('./commands/flows.ts')).flowsCommand(readConfig(), item, options),
  );

program
  .command('statistics')
  .description('count by any two of region, organ, item, platform, time and colour')
  .requiredOption('--rows <dimension>', 'what stands in rows')
  .option('--columns <dimension>', 'what stands in columns')
  .option('--measure <measure>', 'opened, closed, closedLate or alerts')
  .option('--period <period>', 'of time: day, week, month, quarter or year')
  .option('--region <code>', 'within a division')
  .option('--organ <code>', 'of one organ')
  .option('--item <code>', 'of one item, or of all with its base code')
  .option('--platform <platform>', 'of one platform')
  .option('--colour <colour>', 'alerts of one colour: notice, yellow or red')
  .option('--from <date>', 'first day (Asia/Shanghai)')
  .option('--to <date>', 'last day')
  .option('--compare <with>', 'last-year or previous')
  .option('--csv <file>', 'write the table to a file')
  .option('--json', 'end with one line of JSON')
  .action(async (options) =>
    (await import('./commands/statistics.ts')).statisticsCommand(readConfig(), options),
  );

program
  .command('export')
  .description('write cases, alerts and journal as Parquet files, without personal data (docs/analysis.md)')
  .requiredOption('--parquet <folder>', 'where')
  .option('--from <date>', 'first day of what happened (Asia/Shanghai)')
  .option('--to <date>', 'last day')
  .option('--json', 'end with one line of JSON')
  .action(async (options) => (await import('./commands/export.ts')).exportCommand(readConfig(), options));

program
  .command('scores')
  .description('recompute the scores of a period from the journal and compare with what is published')
  .requiredOption(
    '--period <period>',
    'a month (2026-10), a quarter (2026-Q4), a half-year (2026-H2) or a year',
  )
  .option('--publish', 'publish what is not published, or differs, as a new revision')
  .option('--json', 'end with one line of JSON')
  .action(async (options) => (await import('./commands/scores.ts')).scoresCommand(readConfig(), options));

program
  .command('witness')
  .description('cosign a checkpoint of another installation, with a key and a memory of its own')
  .argument('<from>', 'its address, or the file of a checkpoint')
  .requiredOption('--key <key>', "the log's public key (its /log/key, but from another hand)")
  .option('--name <name>', 'of this witness')
  .option('--proof <file>', 'for a file: the consistency proof since the last time, one hash a line')
  .option('--out <file>', 'where to write the cosigned checkpoint')
  .option('--json', 'end with one line of JSON')
  .action(async (from, options) =>
    (await import('./commands/witness.ts')).witnessCommand(readConfig(), from, options),
  );

program
  .command('accept-restore')
  .description('go on with a restored backup: admit in the log, signed, which entries are lost')
  .option('--json', 'end with one line of JSON')
  .action(async (options) =>
    (await import('./commands/accept-restore.ts')).acceptRestoreCommand(readConfig(), options),
  );

program
  .command('admin')
  .description('make the first three administrators, or give an account another one-time password')
  .option('--reset <account>', 'the account that needs another one-time password')
  .option('--json', 'end with one line of JSON')
  .action(async (options) => (await import('./commands/admin.ts')).adminCommand(readConfig(), options));

await program.parseAsync(process.argv).catch((error: unknown) => {
  if (!(error instanceof OperatorError) && !(error instanceof Refusal)) throw error;
  sayOnTerminal(error.message);
  process.exitCode = 1;
});
