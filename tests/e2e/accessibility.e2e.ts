import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { alertsApi } from '#contract/alerts';
import type { casesApi } from '#contract/cases';
import type { catalogueApi } from '#contract/catalogue-api';
import type { correctionsApi } from '#contract/corrections';
import type { overviewApi } from '#contract/overview';
import { startInstallation } from '../support/installation.ts';
import { visitorOf } from './visitor.ts';

const { url } = await startInstallation({ demo: true });
const visitor = visitorOf(url);

const read = async <T>(path: string) => (await (await fetch(`${url}${path}`)).json()) as T;
type Of<E extends { response: z.ZodType }> = z.infer<E['response']>;
const installation = await read<Of<typeof overviewApi.getInstallation>>('/api/installation');
const items = await read<Of<typeof catalogueApi.listItems>>('/api/items?pageSize=1');
const cases = await read<Of<typeof casesApi.listCases>>('/api/cases?pageSize=1&late=true');
const alerts = await read<Of<typeof alertsApi.listAlerts>>('/api/alerts?pageSize=1');
const corrections = await read<Of<typeof correctionsApi.listCorrections>>('/api/corrections?pageSize=1');
const item = items.rows[0]?.code;
const correction = corrections.rows[0]?.id;

const pages: [name: string, path: string][] = [
  ['first page', '/'],
  ['progress', `/progress/${installation.sampleReceipts[0]}`],
  ['unknown receipt', '/progress/ABC'],
  ['public catalogue', '/catalogue'],
  ['public item', `/catalogue/${item}`],
  ['figures', '/figures'],
  ['no such page', '/nowhere'],
  ['cockpit', '/cockpit'],
  ['cockpit of a city', '/cockpit?region=370600000000'],
  ['desk', '/workbench'],
  ['alerts', '/workbench/alerts'],
  ['alert', `/workbench/alerts/${alerts.rows[0]?.id}`],
  ['corrections', '/workbench/corrections'],
  ['correction', `/workbench/corrections/${correction}`],
  ['cases', '/workbench/cases'],
  ['case', `/workbench/cases/${cases.rows[0]?.id}`],
  ['imports', '/workbench/imports'],
  ['catalogue', '/workbench/catalogue'],
  ['item', `/workbench/catalogue/${item}`],
  ['calendars', '/workbench/calendars'],
  ['organs', '/workbench/organs'],
  ['sources', '/workbench/sources'],
  ['rules', '/workbench/rules'],
];

/** Waits until the page has its heading, everything that it reads, and colours that no longer move. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await expect.poll(() => page.locator('.ant-skeleton, .ant-spin-spinning').count()).toBe(0);
  await page.evaluate(async () => {
    const moving = document
      .getAnimations()
      .filter(
        (one) => one.playState === 'running' && Number.isFinite(one.effect?.getComputedTiming().endTime),
      );
    await Promise.allSettled(moving.map((one) => one.finished));
  });
}

async function violationsOf(page: Page, judge = new AxeBuilder({ page })): Promise<string[]> {
  await settled(page);
  const { violations } = await judge.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
const contrastOf = (page: Page) => violationsOf(page, new AxeBuilder({ page }).withRules('color-contrast'));

describe('every page', () => {
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
