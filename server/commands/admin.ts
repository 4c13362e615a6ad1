import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { makeFirstAdministrators, resetAtTerminal } from '#spine/identity/first-administrators';
import { printJson, withSpine } from './with-spine.ts';

/**
 * Makes the administrators that an installation has none of, or gives one account another one-time password. Passwords are
 * printed here and nowhere else.
 */
export async function adminCommand(
  config: Config,
  { reset, json }: { reset?: string; json?: boolean },
): Promise<void> {
  await withSpine(config, sayOnTerminal, async (spine) => {
    const made =
      reset === undefined
        ? await makeFirstAdministrators(spine)
        : [{ account: reset, oneTimePassword: await resetAtTerminal(spine, reset) }];
    if (json) printJson({ accounts: made });
    else if (made.length === 0)
      sayOnTerminal('System administrator, security administrator and auditor are there already.');
    else {
      sayOnTerminal(
        'One-time passwords, shown this once. Each is for one person and is changed at its first use:',
      );
      for (const { account, oneTimePassword } of made) sayOnTerminal(`  ${account}  ${oneTimePassword}`);
    }
  });
}
