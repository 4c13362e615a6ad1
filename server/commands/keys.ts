import path from 'node:path';
import type { Config } from '#base/config';
import { createKeyFile } from '#base/keys';
import { sayOnTerminal } from '#base/log';
import { OperatorError } from '#base/operator-error';

/** Makes the key file of an installation; one that is there is never replaced. */
export async function keysCommand(config: Config, file: string | undefined): Promise<void> {
  const place = file === undefined ? config.keyFile : path.resolve(file);
  if (!(await createKeyFile(place)))
    throw new OperatorError(`${place} is there already. Its keys open what is stored; it was left as it is.`);
  sayOnTerminal(
    `Made ${place}. Keep a copy apart from backups of the database: without it nothing personal can be read.`,
  );
}
