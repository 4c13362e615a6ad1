import { afterAll } from 'vitest';
import { createLog } from '#base/log';
import type { Role } from '#contract/roles';
import { demonstrationAccounts } from '#spine/identity/demonstration-accounts';
import { makeFirstAdministrators } from '#spine/identity/first-administrators';
import { createApp } from '../../server/app.ts';
import { testDatabase } from '../support/database.ts';
import { makeAccount } from '../support/officials.ts';
import { organs, type TestSpine, testSpine } from '../support/spine.ts';

export interface SmallInstallation extends TestSpine {
  url: string;
  /**
   * Makes an account that `signedInAs` and `visit` know, with a role at an organ: the district's bureau by default, null for
   * administrators, who belong to none.
   */
  account(name: string, role: Role, organ?: string | null): Promise<void>;
}

/** Server and pages on the small province of the tests: for journeys that need no demonstration, within seconds. */
export async function startSmallInstallation(
  options: Pick<NonNullable<Parameters<typeof testSpine>[1]>, 'now' | 'platforms'> = {},
): Promise<SmallInstallation> {
  const { pool } = await testDatabase();
  const world = await testSpine(pool, options);
  const app = await createApp(
    world.spine,
    createLog(() => {}),
  );
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  afterAll(() => app.close());
  const { password } = await demonstrationAccounts(world.spine);
  await makeFirstAdministrators(world.spine, { password, demonstration: true });
  return {
    ...world,
    url,
    account: (name, role, organ = organs.district.code) => makeAccount(world.spine, name, role, organ),
  };
}
