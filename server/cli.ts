import { Command } from 'commander';
import { readConfig } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { startDatabase } from '#base/start-database';

const program = new Command('mingjing');

program
  .command('migrate')
  .description('bring the database to its newest form')
  .option('--json', 'end with one line of JSON')
  .action(async (options: { json?: boolean }) => {
    const database = await startDatabase(readConfig(), sayOnTerminal);
    if (options.json) process.stdout.write(`${JSON.stringify({ applied: database.migrated })}\n`);
    await database.close();
  });

for (const name of ['serve', 'seed', 'import', 'replay']) {
  program
    .command(name)
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      throw new OperatorError(`${name} is not built yet.`);
    });
}

await program.parseAsync(process.argv).catch((error: unknown) => {
  if (!(error instanceof OperatorError)) throw error;
  sayOnTerminal(error.message);
  process.exitCode = 1;
});
