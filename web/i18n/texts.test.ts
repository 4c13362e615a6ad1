import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Texts = { [key: string]: string | Texts };
const folder = new URL('./', import.meta.url);
const areasOf = (language: string) =>
  readdirSync(new URL(`${language}/`, folder))
    .filter((file) => file.endsWith('.ts'))
    .sort();

/** Every text by its dotted key; English plurals fold into the one form of Chinese. */
function flatten(texts: Texts, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const path = prefix + key;
    if (typeof value === 'string') found.set(path.replace(/_one$/, '_other'), value);
    else for (const [inner, text] of flatten(value, `${path}.`)) found.set(inner, text);
  }
  return found;
}

const placeholders = (text: string) => [...text.matchAll(/{{\s*(\w+)/g)].map((match) => match[1]).sort();

async function load(language: string, area: string): Promise<Texts> {
  return ((await import(new URL(`${language}/${area}`, folder).href)) as { default: Texts }).default;
}

describe('the texts of both languages', () => {
  it('given the areas, then both languages have the same files', () => {
    expect(areasOf('en')).toEqual(areasOf('zh'));
  });

  it.each(areasOf('zh'))(
    'given area %s, then keys and placeholders agree and no text is empty',
    async (area) => {
      const zh = flatten(await load('zh', area));
      const en = flatten(await load('en', area));
      expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
      for (const [key, text] of zh) {
        expect(text.trim(), `zh ${key}`).not.toBe('');
        const other = en.get(key) ?? '';
        expect(other.trim(), `en ${key}`).not.toBe('');
        expect(/[\u4e00-\u9fff]/.test(other.replace(/中文/g, '')), `en ${key} has Chinese: ${other}`).toBe(
          false,
        );
        if (!key.endsWith('_other')) expect(placeholders(other), key).toEqual(placeholders(text));
      }
    },
  );
});
