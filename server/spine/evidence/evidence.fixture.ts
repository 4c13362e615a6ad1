import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { type Evidence, openEvidence } from '#spine/evidence/evidence';
import type { Spine } from '#spine/spine';

/** A folder for the log of one test file; it is gone after its tests. */
export async function logFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-log-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The log of a spine in a folder of its own. */
export async function evidenceOf(spine: Spine, folder?: string): Promise<Evidence> {
  return openEvidence(spine, folder ?? (await logFolder()));
}
