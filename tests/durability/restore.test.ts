import { chmod, cp, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restoreBackup } from '#base/postgres-restore';
import { type BackupNote, takeBackup } from '#base/postgres-backup';
import type { Config } from '#base/config';
import { openDatabase } from '#base/db';
import { createKeyFile, readKeys } from '#base/keys';
import { createLog, sayNothing } from '#base/log';
import { findHome } from '#base/postgres-location';
import { embeddedAccess } from '#base/postgres-roles';
import { reachDatabase } from '#base/reach-database';
import { type RunningDatabase, startDatabase } from '#base/start-database';
import { systemNow, toRfc3339 } from '#base/time';
import { evidenceFolder, openEvidence } from '#spine/evidence/evidence';
import { refuseOlderDatabase } from '#spine/evidence/restored';
import { admit } from '#spine/journal/incoming';
import { replay } from '#spine/journal/replay';
import type { Spine } from '#spine/spine';
import { besideDatabase } from '../../server/commands/backup.ts';
import { drillRestore } from '../../server/drill.ts';
import { cities, furnish, item, openSpineOn, organOf, regionOf, source } from '../chaos/furnish.ts';
import { startCommand } from '../support/command.ts';
import { makeRunFolder, removeRunFolder } from '../support/run-folder.ts';

let folder: string;
let config: Config;
let database: RunningDatabase<unknown>;
let spine: Spine;
let sign: () => Promise<void>;
let note: BackupNote;

beforeAll(async () => {
  folder = await makeRunFolder('mingjing-restore-');
  // Under root PostgreSQL runs as another user, who must get in.
  await chmod(folder, 0o755);
  const dataFolder = path.join(folder, 'data');
  const keyFile = path.join(folder, 'keys.json');
  await createKeyFile(keyFile);
  config = {
    port: 0,
    host: '127.0.0.1',
    dataFolder,
    databaseUrl: undefined,
    demo: false,
    keyFile,
    archive: path.join(folder, 'archive'),
  };
  database = await startDatabase(config, sayNothing, { connections: 4 });
  await furnish({ adminUrl: (await reachDatabase(config)).url, appUrl: database.access.appUrl });
  const keys = await readKeys(config, sayNothing);
  spine = await openSpineOn(database.pool, keys);
  const { sequencer } = await openEvidence(
    { pool: database.pool, log: createLog(() => {}), now: systemNow, keys },
    evidenceFolder(dataFolder),
  );
  sign = () => sequencer.drain();
  await lend('before-the-backup', 40);
  note = await takeBackup(
    (await reachDatabase(config)).url,
    path.join(folder, 'backups', 'first'),
    await besideDatabase(config, dataFolder),
    systemNow,
  );
}, 120_000);
afterAll(async () => {
  await database.close();
  for (const data of ['data', 'restored']) await removeRunFolder(path.join(folder, data));
  await removeRunFolder(folder);
}, 60_000);

/** Some loans, each a leaf that is signed. */
async function lend(name: string, n = 1): Promise<void> {
  const events = Array.from({ length: n }, (_, i) => ({
    specversion: '1.0' as const,
    id: `${name}-${i}`,
    source,
    subject: `${name}-${i}`,
    region: regionOf(cities[0]!),
    type: 'case.opened',
    time: toRfc3339(systemNow()),
    data: { item, organ: organOf(cities[0]!) },
  }));
  const registered = spine.registry.source(source)!;
  const answers = await spine.journal.append(
    events.map((one) => admit(one, spine.registry, registered, systemNow())),
  );
  expect(answers.every(({ outcome }) => outcome === 'accepted')).toBe(true);
  await sign();
}

describe('a backup of a running installation', () => {
  test('given it was taken, then it has files of the database, its log, the evidence and the passwords, and no keys', async () => {
    const backup = path.join(folder, 'backups', 'first');
    expect((await readdir(backup)).sort()).toEqual([
      'backup.json',
      'database',
      'evidence',
      'secrets.json',
      'wal',
    ]);
    expect(await readFile(path.join(backup, 'database', 'backup_label'), 'utf8')).toContain(
      'START WAL LOCATION',
    );
    expect(await readdir(path.join(backup, 'wal'))).toContain(note.stopWal);
    expect(note.startWal <= note.stopWal).toBe(true);
  });

  test('given the command and a folder that is there, then it makes another in it and says where', async () => {
    const command = startCommand(['backup', path.join(folder, 'backups'), '--json'], {
      MINGJING_DATA: config.dataFolder,
      MINGJING_KEYS: config.keyFile,
      MINGJING_DEMO: '0',
      DATABASE_URL: '',
    });
    expect(await command.ended, command.stderr()).toBe(0);
    const said = JSON.parse(command.stdout()) as { folder: string; bytes: number };
    expect(await readdir(said.folder)).toContain('backup.json');
    expect(said.bytes).toBeGreaterThan(1_000_000);
  }, 60_000);
});

describe('a restore to a point in time', () => {
  test('given what was recorded before and after it, then the one is there and the other is not, and nothing differs on replay', async () => {
    await lend('before-the-point');
    await pause(5);
    const { rows } = await database.pool.query<{ at: string }>('SELECT clock_timestamp()::text AS at');
    const point = Date.parse(rows[0]!.at) + 1;
    await pause(5);
    await lend('after-the-point');
    const dataFolder = path.join(folder, 'restored');
    // The archive has what a segment holds once it has ended; a drill says how long that takes.
    const drill = await drillRestore(config, sayNothing);
    expect(drill).toMatchObject({
      ok: true,
      replay: { differences: 0 },
      verify: { damaged: 0 },
      loss: { archived: true },
    });
    expect(drill.events).toEqual({ before: 42, after: 42, restored: 42 });
    expect(await readdir(path.dirname(await findHome(config.dataFolder)))).not.toContain(
      `drill-${process.pid}`,
    );

    const server = await restoreBackup({
      backup: path.join(folder, 'backups', 'first'),
      dataFolder,
      to: point,
      archive: config.archive,
      say: sayNothing,
    });
    const restored = openDatabase<unknown>(
      embeddedAccess(server.adminUrl('mingjing'), server.appPassword).appUrl,
      { say: sayNothing },
    );
    const numbers = await restored.pool.query<{ number: string }>(
      `SELECT number FROM cases WHERE number LIKE '%-the-point-0' OR number = 'before-the-backup-39' ORDER BY number`,
    );
    expect(numbers.rows.map(({ number }) => number)).toEqual(['before-the-backup-39', 'before-the-point-0']);
    const keys = await readKeys(config, sayNothing);
    expect(await replay(await openSpineOn(restored.pool, keys))).toMatchObject({
      differences: 0,
      events: 41,
    });

    // With the newest log beside it, as the documentation says, nothing is written before the gap is admitted.
    const log = path.join(dataFolder, 'newest');
    await cp(evidenceFolder(config.dataFolder), log, { recursive: true });
    const { files } = await openEvidence(
      { pool: restored.pool, log: createLog(() => {}), now: systemNow, keys },
      log,
    );
    await expect(refuseOlderDatabase(restored.pool, files)).rejects.toThrow('accept-restore');
    await restored.close();
    await server.stop();
  }, 180_000);

  test('given a folder that is not empty, no backup, or a time before the backup ended, then it says so and does nothing', async () => {
    const into = (more: object) =>
      restoreBackup({
        backup: path.join(folder, 'backups', 'first'),
        dataFolder: path.join(folder, 'other'),
        say: sayNothing,
        ...more,
      });
    await expect(into({ dataFolder: config.dataFolder })).rejects.toThrow('is there already');
    await expect(into({ backup: folder })).rejects.toThrow('is no backup');
    await expect(into({ to: Date.parse(note.startedAt) - 1_000 })).rejects.toThrow('a later time alone');
  });
});

describe('backups that are older than is kept', () => {
  test('given several and an archive, when one is kept, then the newest stays with the log that it needs, and the rest goes', async () => {
    const command = startCommand(['backup', path.join(folder, 'backups'), '--keep', '1', '--json'], {
      MINGJING_DATA: config.dataFolder,
      MINGJING_KEYS: config.keyFile,
      MINGJING_ARCHIVE: config.archive!,
      MINGJING_DEMO: '0',
      DATABASE_URL: '',
    });
    expect(await command.ended, command.stderr()).toBe(0);
    const said = JSON.parse(command.stdout()) as BackupNote & { folder: string; removed: string[] };
    expect(said.removed).toHaveLength(1);
    // `first` is not named as the command names them, so it is nobody's to remove.
    expect((await readdir(path.join(folder, 'backups'))).toSorted()).toEqual([
      'first',
      path.basename(said.folder),
    ]);
    const segments = (await readdir(config.archive!)).filter((name) => /^[0-9A-F]{24}$/.test(name));
    expect(segments.every((name) => name >= said.startWal)).toBe(true);
    expect(command.stderr()).toMatch(/Removed \d+ segments of archived log/);
  }, 60_000);
});
