import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { seedDemonstration } from '#spine/demonstration/seed';
import { seedBulletins } from '#spine/bulletins/seed';
import { seedAccounts } from '#spine/identity/demonstration-accounts';
import { seedPlatforms } from '../install-platforms.ts';
import { printJson, withSpine } from './with-spine.ts';

export async function seedCommand(config: Config, options: { json?: boolean }): Promise<void> {
  await withSpine(config, sayOnTerminal, async (spine) => {
    const made = await seedDemonstration(spine, sayOnTerminal);
    await seedAccounts(spine);
    await seedBulletins(spine, sayOnTerminal);
    await seedPlatforms(spine, sayOnTerminal);
    if (options.json) printJson({ made: made !== null, cases: made?.cases ?? 0, events: made?.events ?? 0 });
    else if (made) sayOnTerminal(`${made.cases} cases with ${made.events} events.`);
    else sayOnTerminal('The demonstration province is here already.');
  });
}
