import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { alertsApi } from '#contract/alerts';
import type { catalogueApi } from '#contract/catalogue-api';
import type { correctionsApi } from '#contract/corrections';
import type { regionsApi } from '#contract/regions';
import { startInstallation } from '../support/installation.ts';
import { scriptBytes } from '../support/script-bytes.ts';
import { people, signedInAs } from '../support/signed-in.ts';
import { visitorOf } from './visitor.ts';
import { beyondScreen, faultsOnPages, type PageToLookAt, settled, violationsOf } from './page-faults.ts';

const { url } = await startInstallation({ demo: true });
const visitor = visitorOf(url);

type Of<E extends { response: z.ZodType }> = z.infer<E['response']>;
const { read } = await signedInAs(url, people.supervisor);
const alerts = await read<Of<typeof alertsApi.listAlerts>>('/api/alerts?pageSize=1&status=open');
const corrections = await read<Of<typeof correctionsApi.listCorrections>>('/api/corrections?pageSize=1');
const items = await read<Of<typeof catalogueApi.listItems>>('/api/items?pageSize=1');
const organs = await read<Of<typeof regionsApi.listOrgans>>('/api/organs?pageSize=1');
const correction = `/workbench/corrections/${corrections.rows[0]?.id}`;

const pages: PageToLookAt[] = [
  '/workbench',
  '/workbench/alerts',
  `/workbench/alerts/${alerts.rows[0]?.id}`,
  '/workbench/corrections',
  correction,
  `${correction}/notice`,
  '/workbench/cases',
  `/workbench/cases/${alerts.rows[0]?.caseId}`,
  '/workbench/imports',
  '/workbench/catalogue',
  `/workbench/catalogue/${items.rows[0]?.code}`,
  '/workbench/new-item',
  '/workbench/calendars',
  '/workbench/calendars?view=policies',
  '/workbench/organs',
  `/workbench/organs?edit=${organs.rows[0]?.code}`,
  '/workbench/sources',
  '/workbench/rules',
].map((path) => [path]);

describe('every page of the workbench', () => {
  const phone = { width: 360, height: 740 };
  const judged = (page: Page) => violationsOf(page);
  test('given a phone of 360 pixels, when they are opened, then nothing sticks out', async () => {
    expect(await faultsOnPages(visitor, pages, beyondScreen, phone)).toEqual([]);
  });

  // On a wide, light screen tests/e2e/accessibility.e2e.ts looks at the pages of all faces.
  test('given a phone of 360 pixels, when the dense ones are opened, then axe finds nothing', async () => {
    const dense: PageToLookAt[] = [
      ['/workbench/alerts'],
      ['/workbench/corrections'],
      [`/workbench/cases/${alerts.rows[0]?.caseId}`],
      ['/workbench/calendars?view=policies'],
    ];
    expect(await faultsOnPages(visitor, dense, judged, phone)).toEqual([]);
  });

  test('given a dark screen in English, when forms and a notice are opened, then axe finds nothing', async () => {
    const dark = { locale: 'en-US', scheme: 'dark' } as const;
    const forms: PageToLookAt[] = [
      [`${correction}/notice`],
      ['/workbench/new-item'],
      [`/workbench/organs?edit=${organs.rows[0]?.code}`],
    ];
    expect(await faultsOnPages(visitor, forms, judged, dark)).toEqual([]);
  });

  test('given a browser that was never here, when a list is opened, then its script comes in few files', async () => {
    const page = await visitor.visit('/healthz', { as: people.supervisor, anew: true });
    const weigh = await scriptBytes(page);
    await page.goto(`${url}/workbench/cases`);
    await settled(page);
    const { files } = weigh();
    expect(files).toBeGreaterThan(20);
    expect(files).toBeLessThanOrEqual(80);
  });

  test('given the menu on a phone, when opened and a page is chosen, then the menu closes and the page is there', async () => {
    const page = await visitor.visit('/workbench', { width: 360, height: 740 });
    await page.getByRole('button', { name: '菜单', exact: true }).click();
    const menu = page.getByRole('dialog', { name: '工作台菜单' });
    await menu.getByRole('link', { name: '监察规则' }).click();
    await page.getByRole('heading', { name: '监察规则', level: 1 }).waitFor();
    await menu.waitFor({ state: 'hidden' });
  });

  test('given a keyboard alone, when an alert is opened from the list and closed, then the focus is back at its row', async () => {
    const page = await visitor.visit('/workbench/alerts?level=red&status=open');
    const first = page.getByRole('table').getByRole('link').first();
    const address = await first.getAttribute('href');
    await first.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('整改要求').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    await page.waitForURL(/\/workbench\/alerts\?/);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'));
    await expect.poll(focused).toBe(address);
  });
});
