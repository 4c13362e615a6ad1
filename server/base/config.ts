import path from 'node:path';
import { z } from 'zod';
import { type LogLevel, logLevels } from '#base/log';
import { OperatorError } from '#base/operator-error';

/** Where contents of files are kept: a folder of this machine, or a bucket of a store that speaks S3. */
export type FileSettings =
  | { readonly kind: 'folder'; readonly folder: string }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      /** What every key begins with: empty, or a path that ends in a slash. */
      readonly prefix: string;
      readonly endpoint: URL;
      readonly region: string;
      readonly accessKey: string;
      readonly secretKey: string;
    };

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
  /** Where uploaded files are kept; absent: the folder `files` in the data folder. */
  readonly files?: FileSettings | undefined;
  /** The mail server that messages to officials leave by, and whom they are from. */
  readonly mail?: { readonly server: string; readonly from: string } | undefined;
  /** The gateway for short messages: where it is posted to, with which token. */
  readonly gateway?: { readonly address: URL; readonly token: string | undefined } | undefined;
  /** Where the embedded PostgreSQL archives its own log; absent: nowhere. */
  readonly archive?: string | undefined;
  /** What whoever reads the metrics shows; absent: they are for this machine alone. */
  readonly metricsToken?: string | undefined;
  /** From which level on the log is written; absent: `info`, with sentences for a person at a terminal. */
  readonly logLevel?: LogLevel | undefined;
  /** Where traces are sent to (OTLP over HTTP); absent: none are made. */
  readonly traces?: URL | undefined;
  /** The video gateway whose streams cameras of halls are registered with. */
  readonly videoGateway?: URL | undefined;
  /** The scanner for malware (ClamAV): a socket, or a host and port; absent: one is looked for; false: none is used. */
  readonly scanner?: ScannerSettings | false | undefined;
}

/** Where clamd listens. */
export type ScannerSettings = { readonly socket: string } | { readonly host: string; readonly port: number };

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

const mailServer = z.string().refine((given) => {
  try {
    return ['smtp:', 'smtps:'].includes(new URL(given).protocol);
  } catch {
    return false;
  }
});

const scannerPlace = z
  .string()
  .transform((given) => (given === '0' ? (false as const) : readScanner(given)))
  .refine((place) => place !== undefined);

function readScanner(given: string): ScannerSettings | undefined {
  if (given.startsWith('/')) return { socket: given };
  const [, host, port] = /^([\w.-]+|\[[\da-fA-F:]+\]):(\d{1,5})$/.exec(given) ?? [];
  return host && Number(port) <= 65_535 ? { host, port: Number(port) } : undefined;
}

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
  // A folder, or a bucket (names of buckets: Amazon S3 User Guide, “Bucket naming rules”).
  MINGJING_FILES: z
    .string()
    .regex(/^(?!\w+:\/\/)|^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w./-]*)?$/)
    .optional(),
  MINGJING_FILES_ENDPOINT: webAddress.optional(),
  MINGJING_FILES_REGION: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
  MINGJING_FILES_KEY: z.string().optional(),
  MINGJING_FILES_SECRET: z.string().optional(),
  MINGJING_SMTP: mailServer.optional(),
  MINGJING_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/)
    .optional(),
  MINGJING_GATEWAY: webAddress.optional(),
  MINGJING_GATEWAY_TOKEN: z.string().optional(),
  MINGJING_CLAMD: scannerPlace.optional(),
  MINGJING_METRICS_TOKEN: z
    .string()
    .regex(/^[\w-]{20,200}$/)
    .optional(),
  // Written into a command of the shell: nothing that means something there.
  MINGJING_ARCHIVE: z
    .string()
    .regex(/^[\w./ -]+$/)
    .transform((folder) => path.resolve(folder))
    .optional(),
  MINGJING_LOG: z.enum(logLevels).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress.optional(),
  MINGJING_VIDEO: webAddress.optional(),
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
  MINGJING_FILES: 'the path of a folder, or a bucket such as s3://mingjing or s3://bucket/folder',
  MINGJING_FILES_ENDPOINT: 'the address of the store, such as https://s3.example.cn',
  MINGJING_FILES_REGION: 'the region of the bucket, such as cn-north-1',
  MINGJING_FILES_KEY: 'the access key of the store',
  MINGJING_FILES_SECRET: 'the secret that goes with it',
  MINGJING_SMTP: 'a mail server such as smtps://user:password@mail.example.cn',
  MINGJING_MAIL_FROM: 'the address that messages are from, such as mirror@example.cn',
  MINGJING_GATEWAY: 'the address of the gateway for short messages, such as https://sms.example.cn/send',
  MINGJING_GATEWAY_TOKEN: 'the token that goes with it',
  MINGJING_METRICS_TOKEN: '20 to 200 letters, digits, - or _',
  MINGJING_ARCHIVE: 'the path of a folder, of letters, digits, . _ - and /',
  MINGJING_LOG: 'error, warn, info or debug',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'the address of a collector, such as http://localhost:4318',
  MINGJING_VIDEO:
    'the address that all streams of the video gateway begin with, such as https://video.example.cn/hls/',
  MINGJING_CLAMD: 'a socket such as /run/clamav/clamd.ctl, host:port such as localhost:3310, or 0 for none',
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
    files: readFiles(read.data),
    scanner: read.data.MINGJING_CLAMD,
    metricsToken: read.data.MINGJING_METRICS_TOKEN,
    archive: read.data.MINGJING_ARCHIVE,
    logLevel: read.data.MINGJING_LOG,
    traces: read.data.OTEL_EXPORTER_OTLP_ENDPOINT,
    videoGateway: read.data.MINGJING_VIDEO,
    mail: readMail(read.data),
    gateway: read.data.MINGJING_GATEWAY && {
      address: read.data.MINGJING_GATEWAY,
      token: read.data.MINGJING_GATEWAY_TOKEN,
    },
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

/** Both or none. @throws OperatorError naming what is missing. */
function readMail({
  MINGJING_SMTP: server,
  MINGJING_MAIL_FROM: from,
}: z.output<typeof settings>): Config['mail'] {
  if (!server && !from) return undefined;
  if (server && from) return { server, from };
  throw new OperatorError(
    `${server ? 'MINGJING_MAIL_FROM' : 'MINGJING_SMTP'} is not set; sending e-mail needs both.`,
  );
}

/** Where this installation keeps files. */
export const filesOf = ({ files, dataFolder }: Pick<Config, 'files' | 'dataFolder'>): FileSettings =>
  files ?? { kind: 'folder', folder: path.join(dataFolder, 'files') };

/** A bucket needs everything that reaches it. @throws OperatorError naming what is missing, or what nothing asks for. */
function readFiles(read: z.output<typeof settings>): FileSettings | undefined {
  const {
    MINGJING_FILES: place,
    MINGJING_FILES_ENDPOINT: endpoint,
    MINGJING_FILES_REGION: region,
    MINGJING_FILES_KEY: accessKey,
    MINGJING_FILES_SECRET: secretKey,
  } = read;
  const reach = {
    MINGJING_FILES_ENDPOINT: endpoint,
    MINGJING_FILES_REGION: region,
    MINGJING_FILES_KEY: accessKey,
    MINGJING_FILES_SECRET: secretKey,
  };
  const bucketPlace = place === undefined ? null : /^s3:\/\/([^/]+)\/?(.*)$/.exec(place);
  if (!bucketPlace) {
    const idle = Object.entries(reach).find(([, value]) => value !== undefined);
    if (idle)
      throw new OperatorError(
        `${idle[0]} is set, but MINGJING_FILES names no bucket (s3://bucket) that it is for.`,
      );
    return place === undefined ? undefined : { kind: 'folder', folder: path.resolve(place) };
  }
  const [, bucket = '', folder = ''] = bucketPlace;
  if (!endpoint || !region || !accessKey || !secretKey) {
    const missing = Object.entries(reach).find(([, value]) => !value)![0];
    throw new OperatorError(`${missing} is not set; a bucket in MINGJING_FILES needs it.`);
  }
  const prefix = folder.replace(/\/*$/, folder ? '/' : '');
  return { kind: 's3', bucket, prefix, endpoint, region, accessKey, secretKey };
}

function describe(name: string, given: string | undefined): string {
  // A mistyped address may still hold a password, and this line ends up in logs.
  const secret = [
    'DATABASE_URL',
    'MINGJING_FILES_ENDPOINT',
    'MINGJING_SMTP',
    'MINGJING_GATEWAY',
    'MINGJING_METRICS_TOKEN',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  ].includes(name);
  const shown = secret ? 'something that cannot be read (not shown)' : JSON.stringify(given);
  return `${name} is ${shown}; expected ${expected[name as keyof typeof expected]}.`;
}
