import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const inFolder = async (folder: string) =>
  (await readdir(path.join(root, folder)))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name));
const decisions = await inFolder('docs/decisions');
const documents = [...(await inFolder('.')), ...(await inFolder('docs')), ...decisions];
const texts = await Promise.all(
  documents.map(async (file) => ({ file, text: await readFile(path.join(root, file), 'utf8') })),
);
/** Files that recipes ask the reader to make. */
const toBeMade = new Set(['server/spine/alerts/rules/night-step.ts']);

const isThere = (place: string) =>
  access(path.join(root, place)).then(
    () => true,
    () => false,
  );
async function missing(found: { file: string; place: string }[]): Promise<string[]> {
  const checked = await Promise.all(
    found.map(async ({ file, place }) => ((await isThere(place)) ? [] : [`${file}: ${place}`])),
  );
  return checked.flat();
}

describe('the documents', () => {
  it('given a link to a file, then the file is there', async () => {
    const links = texts.flatMap(({ file, text }) =>
      [...text.matchAll(/\]\(([^)#\s]+)\)/g)]
        .map(([, target]) => target!)
        .filter((target) => !/^[a-z]+:/.test(target))
        .map((target) => ({ file, place: path.join(path.dirname(file), target) })),
    );
    expect(links.length).toBeGreaterThan(20);
    expect(await missing(links)).toEqual([]);
  });

  it('given a file of the project by its path, then it is there', async () => {
    const paths = texts.flatMap(({ file, text }) =>
      [
        ...text.matchAll(
          /`((?:bench|contract|docs|examples|reference|server|tests|tools|web)\/[\w./-]+\.\w+)`/g,
        ),
      ]
        .map(([, place]) => ({ file, place: place! }))
        .filter(({ place }) => !toBeMade.has(place)),
    );
    expect(paths.length).toBeGreaterThan(30);
    expect(await missing(paths)).toEqual([]);
  });

  it('given a script that is named, then package.json has it', async () => {
    const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = texts.flatMap(({ text }) =>
      [...text.matchAll(/npm run ([a-z-]+)/g)].map(([, name]) => name!),
    );
    expect([...new Set(named)].filter((name) => !scripts[name])).toEqual([]);
  });

  it('given the decisions, then their numbers follow each other and stand in their titles', () => {
    const numbers = decisions.map((file) => path.basename(file).slice(0, 4)).sort();
    expect(numbers).toEqual(numbers.map((_, i) => String(i + 1).padStart(4, '0')));
    for (const { file, text } of texts.filter((one) => decisions.includes(one.file)))
      expect(text.split('\n')[0]).toMatch(new RegExp(`^# ${path.basename(file).slice(0, 4)}: `));
  });
});
