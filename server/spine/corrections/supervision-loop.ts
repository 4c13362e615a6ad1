import { repeat } from '#base/repeat';
import { readCorrectionLimits } from '#spine/corrections/correction-limits';
import { followUps } from '#spine/corrections/follow-ups';
import { findUnsupervised, takeUpFromAbove } from '#spine/corrections/unsupervised';
import { workbenchSource } from '#spine/installation';
import type { Spine } from '#spine/spine';

const followUpMs = 5_000;
const unsupervisedMs = 300_000;
/** What is being written right now may be the act that was waited for. */
const graceMs = 2_000;

/** Reminds, escalates, and takes up what nobody supervises, again and again; returns how to stop it. */
export function superviseCorrections(spine: Spine): () => Promise<void> {
  const limits = readCorrectionLimits();
  const failed = (error: unknown) =>
    spine.log.error('supervision of corrections failed and is tried again', error);
  const every = (name: string, pauseMs: number, work: () => Promise<void>) =>
    repeat({ name, pauseMs, work, failed });
  const followUp = every('supervision', followUpMs, async () => {
    const source = spine.registry.source(workbenchSource.code)!;
    const events = await followUps(spine.pool, source, spine.now() - graceMs);
    await spine.journal.append(events);
  });
  const takeUp = every('unsupervised', unsupervisedMs, async () => {
    const source = spine.registry.source(workbenchSource.code)!;
    const alerts = await findUnsupervised(spine.pool, limits, spine.now());
    await spine.journal.append(takeUpFromAbove(alerts, limits, source, spine.now()));
  });
  return async () => {
    await Promise.all([followUp(), takeUp()]);
  };
}
