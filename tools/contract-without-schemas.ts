import '@oxc-node/core/register';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const folder = path.resolve(import.meta.dirname, '../contract');
const suffix = '?schemas';
type Exports = Record<string, unknown>;

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Texts, numbers and lists and records of them: what can be written down as it is. */
const isData = (value: unknown): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value) ||
  value === null ||
  (Array.isArray(value) && value.every(isData)) ||
  (isPlainObject(value) && Object.values(value).every(isData));

type Address = { method: string; path: string; access: unknown };
const isEndpoint = (value: unknown): value is Address =>
  isPlainObject(value) && typeof value.path === 'string' && 'method' in value && 'response' in value;
const isInterface = (value: unknown): value is Record<string, Address> =>
  isPlainObject(value) && Object.keys(value).length > 0 && Object.values(value).every(isEndpoint);

/** An interface with addresses and permissions alone; what its schemas are is learnt by a page that needs them. */
function addresses(name: string, value: Record<string, Address>, self: string): string {
  const calls = Object.entries(value).map(([key, { method, path: address, access }]) => {
    const known = JSON.stringify({ method, path: address, access }).slice(1, -1);
    return `  ${key}: { ${known}, learn: () => import(${self}).then((m) => m.${name}.${key}) },`;
  });
  return `export const ${name} = {\n${calls.join('\n')}\n};`;
}

function lightSource(file: string, exports: Exports): string {
  const self = JSON.stringify(`${file}${suffix}`);
  const own = Object.entries(exports).flatMap(([name, value]) => {
    if (isInterface(value)) return [addresses(name, value, self)];
    if (isData(value)) return [`export const ${name} = ${JSON.stringify(value)};`];
    return [];
  });
  return [`export * from ${self};`, ...own].join('\n');
}

/**
 * The server checks by the contract's schemas; a page trusts its answers and needs of an endpoint the method and the
 * path alone, and who may call it. So each module of the contract is given to the web as its addresses and plain data, and zod with the
 * schemas comes along only where a page uses one. It keeps the portal's first page within its budget
 * (docs/decisions/0041).
 */
export function contractWithoutSchemas(): Plugin {
  const light = new Map<string, string>();
  return {
    name: 'contract-without-schemas',
    apply: 'build',
    enforce: 'pre',
    async buildStart() {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      for (const name of files.filter((one) => one.endsWith('.ts') && !one.endsWith('.test.ts'))) {
        const file = path.join(folder, name);
        light.set(file, lightSource(file, (await import(pathToFileURL(file).href)) as Exports));
      }
    },
    load(id) {
      if (id.endsWith(suffix)) {
        const code = readFileSync(id.slice(0, -suffix.length), 'utf8');
        return { code, moduleType: 'ts', moduleSideEffects: false };
      }
      const code = light.get(id);
      return code === undefined ? null : { code, moduleType: 'js', moduleSideEffects: false };
    },
  };
}
