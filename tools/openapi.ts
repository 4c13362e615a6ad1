// node --import tsx tools/openapi.ts: writes docs/openapi.json, the description of the interface, from the routes that the
// server registers. With --check it compares instead. No database is needed: routes are registered, none is called.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sayOnTerminal } from '#base/log';
import { noIdentitySettings } from '#spine/identity/identity-settings';
import { createApp } from '../server/app.ts';

const file = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));
const toWrite = 'node --import tsx tools/openapi.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What stands where the spine would be while routes are registered: whoever asks it for something is told why not. */
function nothing(name: string): never {
  return new Proxy(Object.freeze({}), {
    get(_, part) {
      throw new Error(`${name}.${String(part)} was asked for while the routes were registered`);
    },
  }) as never;
}

/** The description as the server has it, without a spine behind it. */
export async function describeInterface(): Promise<Json> {
  const parts = ['pool', 'fold', 'registry', 'journal', 'ticker', 'live', 'log'] as const;
  const spine = Object.fromEntries(parts.map((part) => [part, nothing(part)]));
  const app = await createApp(
    { ...spine, now: () => 0, receiptKey: '', demonstration: true, identity: noIdentitySettings } as never,
    nothing('log'),
  );
  try {
    await app.ready();
    return JSON.parse(JSON.stringify(app.swagger())) as Json;
  } finally {
    await app.close();
  }
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Leaves out what says nothing: patterns of dates that have a format, and bounds that every whole number keeps. */
function tidy(value: Json): Json {
  if (Array.isArray(value)) return value.map(tidy);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([key, one]) =>
      !(key === 'pattern' && (value.format === 'date' || value.format === 'date-time')) &&
      !(key === 'minimum' && one === Number.MIN_SAFE_INTEGER) &&
      !(key === 'maximum' && one === Number.MAX_SAFE_INTEGER),
  );
  return Object.fromEntries(kept.map(([key, one]) => [key, tidy(one)]));
}

/** Names of the shapes that something refers to, and what they refer to in turn. */
function referredTo(from: Json, shapes: { [name: string]: Json }, found = new Set<string>()): Set<string> {
  for (const [, name] of JSON.stringify(from).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (found.has(name!)) continue;
    found.add(name!);
    referredTo(shapes[name!]!, shapes, found);
  }
  return found;
}

const sorted = (value: { [key: string]: Json }) =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The text of the description: paths and shapes by name, fields in the order of the contract. */
export function textOf(described: Json): string {
  const document = tidy(described) as { [key: string]: { [key: string]: { [key: string]: Json } } };
  const { paths = {}, components = {} } = document;
  const { schemas = {}, ...others } = components;
  const used = referredTo([paths, others], schemas);
  const shapes = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  const whole = { ...document, paths: sorted(paths), components: { ...others, schemas: sorted(shapes) } };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

async function main(check: boolean): Promise<number> {
  const text = textOf(await describeInterface());
  if (!check) {
    await writeFile(file, text);
    sayOnTerminal(`docs/openapi.json: ${text.split('\n').length - 1} lines`);
    return 0;
  }
  if (text === (await readFile(file, 'utf8').catch(() => ''))) return 0;
  sayOnTerminal(`docs/openapi.json is not what the routes say. Write it anew and commit it: ${toWrite}`);
  return 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = await main(process.argv.includes('--check'));
