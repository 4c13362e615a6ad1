import path from 'node:path';
import { z } from 'zod';
import { OperatorError } from '#base/operator-error';

/** The settings of one installation. */
export interface Config {
  /** TCP port of the web server; 0 lets the system choose. */
  readonly port: number;
  /** Name or address to listen on; `localhost` means both 127.0.0.1 and ::1. */
  readonly host: string;
  /** Absolute path of the folder that holds everything the installation keeps. */
  readonly dataFolder: string;
  /** The operator's own PostgreSQL; absent: the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Whether the demonstration province is made. */
  readonly demo: boolean;
}

const databaseUrl = z.string().refine((given) => {
  try {
    return ['postgres:', 'postgresql:'].includes(new URL(given).protocol);
  } catch {
    return false;
  }
});

const settings = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .default('3000')
    .transform(Number)
    .pipe(z.number().max(65_535)),
  HOST: z.string().regex(/^\S+$/).default('localhost'),
  MINGJING_DATA: z
    .string()
    .default('./data')
    .transform((folder) => path.resolve(folder)),
  DATABASE_URL: databaseUrl.optional(),
  MINGJING_DEMO: z
    .enum(['0', '1'])
    .default('1')
    .transform((given) => given === '1'),
});

const expected: Record<keyof z.input<typeof settings>, string> = {
  PORT: 'a whole number from 0 to 65535, such as 3000',
  HOST: 'a host name or address, such as localhost or 0.0.0.0',
  MINGJING_DATA: 'the path of a folder, such as ./data',
  DATABASE_URL: 'an address such as postgresql://user:password@host:5432/database',
  MINGJING_DEMO: '1 (demonstration province) or 0 (empty installation)',
};

/**
 * Reads the settings from the environment, once, at start.
 * A variable that is set but empty counts as not set, as container files write it.
 * @throws OperatorError naming each wrong variable, what was given and what was expected.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.keys(expected).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const read = settings.safeParse(given);
  if (!read.success) {
    const wrong = new Set(read.error.issues.map((issue) => String(issue.path[0])));
    throw new OperatorError([...wrong].map((name) => describe(name, given[name])).join('\n'));
  }
  return {
    port: read.data.PORT,
    host: read.data.HOST,
    dataFolder: read.data.MINGJING_DATA,
    databaseUrl: read.data.DATABASE_URL,
    demo: read.data.MINGJING_DEMO,
  };
}

function describe(name: string, given: string | undefined): string {
  // A mistyped address may still hold a password, and this line ends up in logs.
  const shown =
    name === 'DATABASE_URL' ? 'an address that cannot be read (not shown)' : JSON.stringify(given);
  return `${name} is ${shown}; expected ${expected[name as keyof typeof expected]}.`;
}
