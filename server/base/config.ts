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
  /** The address that people use, such as https://mirror.example.cn; absent: whatever they use on this machine. */
  readonly address?: URL | undefined;
  /** The identity provider that officials may sign in at (OpenID Connect). */
  readonly openId?: { issuer: URL; client: string; secret: string } | undefined;
  /** Absolute path of the file that holds the installation's keys. */
  readonly keyFile: string;
}

const databaseUrl = z.string().refine((given) => {
  try {
    return ['postgres:', 'postgresql:'].includes(new URL(given).protocol);
  } catch {
    return false;
  }
});

const webAddress = z
  .url({ protocol: /^https?$/ })
  .transform((given) => new URL(given))
  .refine(({ username, search, hash }) => !username && !search && !hash);

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
  MINGJING_ADDRESS: webAddress.refine(({ pathname }) => pathname === '/').optional(),
  MINGJING_OIDC_ISSUER: webAddress.optional(),
  MINGJING_OIDC_CLIENT: z.string().optional(),
  MINGJING_OIDC_SECRET: z.string().optional(),
  MINGJING_KEYS: z
    .string()
    .transform((file) => path.resolve(file))
    .optional(),
});

const expected: Record<keyof z.input<typeof settings>, string> = {
  PORT: 'a whole number from 0 to 65535, such as 3000',
  HOST: 'a host name or address, such as localhost or 0.0.0.0',
  MINGJING_DATA: 'the path of a folder, such as ./data',
  DATABASE_URL: 'an address such as postgresql://user:password@host:5432/database',
  MINGJING_ADDRESS: 'the address that people use, such as https://mirror.example.cn',
  MINGJING_OIDC_ISSUER: 'the address of an identity provider, such as https://id.example.cn',
  MINGJING_OIDC_CLIENT: 'the name that the identity provider knows this installation by',
  MINGJING_OIDC_SECRET: 'the secret that goes with it',
  MINGJING_DEMO: '1 (demonstration province) or 0 (empty installation)',
  MINGJING_KEYS: 'the path of a key file, such as /etc/mingjing/keys.json',
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
    address: read.data.MINGJING_ADDRESS,
    openId: readOpenId(read.data),
    keyFile: read.data.MINGJING_KEYS ?? path.join(read.data.MINGJING_DATA, 'keys.json'),
  };
}

/** All three or none. @throws OperatorError naming what is missing. */
function readOpenId(read: z.output<typeof settings>): Config['openId'] {
  const {
    MINGJING_OIDC_ISSUER: issuer,
    MINGJING_OIDC_CLIENT: client,
    MINGJING_OIDC_SECRET: secret,
    MINGJING_ADDRESS: address,
  } = read;
  if (!issuer && !client && !secret) return undefined;
  if (issuer && client && secret && address) return { issuer, client, secret };
  const needed = { MINGJING_OIDC_ISSUER: issuer, MINGJING_OIDC_CLIENT: client, MINGJING_OIDC_SECRET: secret };
  const missing = Object.entries({ ...needed, MINGJING_ADDRESS: address }).find(([, value]) => !value)![0];
  throw new OperatorError(`${missing} is not set; signing in at an identity provider needs it.`);
}

function describe(name: string, given: string | undefined): string {
  // A mistyped address may still hold a password, and this line ends up in logs.
  const shown =
    name === 'DATABASE_URL' ? 'an address that cannot be read (not shown)' : JSON.stringify(given);
  return `${name} is ${shown}; expected ${expected[name as keyof typeof expected]}.`;
}
