import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

const album = process.env.MINGJING_ALBUM;

/** Photographs of the way, where somebody asks for them by MINGJING_ALBUM. */
export async function photograph(page: Page, name: string): Promise<void> {
  if (!album) return;
  await mkdir(album, { recursive: true });
  await page.screenshot({ path: path.join(album, `${name}.png`), fullPage: true });
}
