import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { catalogueApi } from '#contract/catalogue-api';
import type { overviewApi } from '#contract/overview';
import { startInstallation } from '../support/installation.ts';
import { visitorOf } from './visitor.ts';
import { settled, violationsOf } from './page-faults.ts';

const { url } = await startInstallation({ demo: true });
const visitor = visitorOf(url);

const read = async <T>(path: string) => (await (await fetch(`${url}${path}`)).json()) as T;
type Of<E extends { response: z.ZodType }> = z.infer<E['response']>;
const installation = await read<Of<typeof overviewApi.getInstallation>>('/api/installation');
const items = await read<Of<typeof catalogueApi.listItems>>('/api/items?pageSize=1');
const item = items.rows[0]?.code;

const pages: [name: string, path: string][] = [
  ['first page', '/'],
  ['progress', `/progress/${installation.sampleReceipts[0]}`],
  ['unknown receipt', '/progress/ABC'],
  ['service guide', '/services/guide'],
  ['search in the guide', '/services/guide/items'],
  ['guide to an item', `/services/guide/items/${item}`],
  ['figures', '/figures'],
  ['no such page', '/nowhere'],
  ['cockpit', '/cockpit'],
  ['cockpit of a city', '/cockpit?region=370600000000'],
];

const contrastOf = (page: Page) => violationsOf(page, { runOnly: ['color-contrast'] });

describe('every page of portal and cockpit', () => {
  test.each(pages)(
    'given the %s (%s), then axe finds no violation, in light and in dark colours',
    async (_name, path) => {
      const page = await visitor.visit(path);
      expect(await violationsOf(page)).toEqual([]);
      // The same page in other colours: only its contrasts are new.
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('html[data-theme=dark]').waitFor();
      expect(await contrastOf(page)).toEqual([]);
    },
  );

  test('given a text that can hardly be read, then axe finds it, in light and in dark colours', async () => {
    const page = await visitor.visit('/figures');
    await settled(page);
    await page.locator('h1').evaluate((title) => title.setAttribute('style', 'color: var(--mj-line-strong)'));
    expect(await contrastOf(page)).toHaveLength(1);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html[data-theme=dark]').waitFor();
    expect(await contrastOf(page)).toHaveLength(1);
  });
});
