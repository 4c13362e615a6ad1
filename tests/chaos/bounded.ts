import { setTimeout as pause } from 'node:timers/promises';

/** Which promise of the system was broken, and how it shows. */
export class Broken extends Error {
  readonly check: string;

  constructor(check: string, how: string) {
    super(how);
    this.check = check;
    this.name = 'Broken';
  }
}

/** Between two looks, in milliseconds. */
const pace = 25;
/**
 * So long that what has not come then will not come, also on a busy machine, in milliseconds; where what is killed has the
 * lowest priority beside much else, more by the environment, in seconds.
 */
export const patience = Number(process.env.MINGJING_CHAOS_PATIENCE ?? 300) * 1_000;

/**
 * Looks again and again until something is so.
 * @param what said when it is not so after `limit` milliseconds
 * @throws Broken with the check `check`, or whatever `isSo` throws
 */
export async function until(
  check: string,
  what: () => string,
  isSo: () => Promise<boolean> | boolean,
  limit = patience,
): Promise<void> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > limit) throw new Broken(check, `after ${limit / 1000} s: ${what()}`);
    await pause(pace);
  }
}
