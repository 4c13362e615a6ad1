import { readConfig } from '#base/config';
import { readKeys } from '#base/keys';
import { createLog, sayNothing } from '#base/log';
import { startDatabase } from '#base/start-database';
import { systemNow } from '#base/time';
import { evidenceFolder, openEvidence } from '#spine/evidence/evidence';

/** A process that does nothing but make leaves of what others write, beside a server that does it too, until it is killed. */
const config = readConfig();
const { pool } = await startDatabase(config, sayNothing, { connections: 2, name: 'sequencer' });
const keys = await readKeys(config, sayNothing);
const { sequencer } = await openEvidence(
  { pool, log: createLog(), now: systemNow, keys },
  evidenceFolder(config.dataFolder),
);
sequencer.start();
