import { readConfig } from '#base/config';
import { readKeys } from '#base/keys';
import { createLog, sayNothing } from '#base/log';
import { startDatabase } from '#base/start-database';
import { systemNow } from '#base/time';
import { evidenceFolder, openEvidence } from '#spine/evidence/evidence';
import { openSpineOn } from './furnish.ts';

/** Between two ticks, in milliseconds: often, so that it comes to the same clocks as the server at the same time. */
const tickPause = 50;

/** A process that makes leaves of what others write and lets time pass, beside a server that does both, until it is killed. */
const config = readConfig();
const { pool } = await startDatabase(config, sayNothing, { connections: 4, name: 'companion' });
const keys = await readKeys(config, sayNothing);
const { sequencer } = await openEvidence(
  { pool, log: createLog(), now: systemNow, keys },
  evidenceFolder(config.dataFolder),
);
const { ticker } = await openSpineOn(pool, keys);
sequencer.start();
ticker.start(systemNow, tickPause);
