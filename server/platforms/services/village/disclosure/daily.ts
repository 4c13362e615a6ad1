import { repeat } from '#base/repeat';
import type { Spine } from '#spine/spine';
import { openDuties } from './open-duties.ts';

const hourMs = 3_600_000;

/** Looks once an hour whether a period has ended, from the start on; a day is not missed by a server that was down. */
export const startOpeningDuties = (spine: Spine): (() => Promise<void>) =>
  repeat({
    name: 'village-duties',
    pauseMs: hourMs,
    atOnce: true,
    work: () => openDuties(spine),
    failed: (error) => spine.log.error('duties of disclosure could not be opened', error),
  });
