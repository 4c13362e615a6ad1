import { Kept } from '#base/kept';
import type { Now } from '#base/time';
import type { Analysis } from './analysis.ts';

/** Cases that are told at most, the newest: some hundred thousand steps, a second or two. */
export const mostTold = 20_000;
/** How long an analysis may be looked through before it is made anew, in milliseconds. */
const keptMs = 60_000;

/** Analyses that were just made: pages of one list, and tabs of one page, ask for the same one. */
export const keptAnalyses = (now: Now): Kept<Analysis> => new Kept(now, keptMs, 24);
