import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { evidenceFolder, openEvidence } from '#spine/evidence/evidence';
import { acceptRestore } from '#spine/evidence/restored';
import { printJson, withSpine } from './with-spine.ts';

/** Goes on with a restored backup: admits in the log which leaves have lost their entries, and has that signed. */
export async function acceptRestoreCommand(config: Config, options: { json?: boolean }): Promise<void> {
  await withSpine(
    config,
    sayOnTerminal,
    async (spine) => {
      const { files, sequencer } = await openEvidence(spine, evidenceFolder(config.dataFolder));
      const admission = await acceptRestore(spine.pool, files, spine.now());
      await sequencer.drain();
      const { from, to, at } = admission;
      sayOnTerminal(`Leaves ${from} to ${to - 1} have lost their entries; leaf ${at} says so and is signed.`);
      if (options.json) printJson(admission);
    },
    { writes: false },
  );
}
