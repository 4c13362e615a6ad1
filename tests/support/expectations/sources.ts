import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../../..');

/** How `package.json` calls the folders of the source. */
const folders: Record<string, string> = {
  '#contract/': 'contract/',
  '#base/': 'server/base/',
  '#spine/': 'server/spine/',
  '#platforms/': 'server/platforms/',
};

/** Every module of contract and server as TypeScript's parser reads it, by its path from the root; no tests. */
export function readSources(): Map<string, ts.SourceFile> {
  const names = ['contract', 'server'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((name) => name.endsWith('.ts') && !/\.(test|fixture|d)\.ts$/.test(name)),
  );
  return new Map(
    names.map((name) => [
      name,
      ts.createSourceFile(name, readFileSync(path.join(root, name), 'utf8'), ts.ScriptTarget.Latest, true),
    ]),
  );
}

/** The path of the module that `specifier` means within `from`; undefined for a package. */
export function moduleOf(specifier: string, from: string): string | undefined {
  for (const [short, folder] of Object.entries(folders))
    if (specifier.startsWith(short)) return `${folder}${specifier.slice(short.length)}.ts`;
  return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(from), specifier) : undefined;
}
