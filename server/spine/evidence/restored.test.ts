import { expect, test } from 'vitest';
import pg from 'pg';
import { evidenceOf, logFolder } from '#spine/evidence/evidence.fixture';
import { acceptRestore, AnotherHistory, refuseOlderDatabase, Restored } from '#spine/evidence/restored';
import { verifyConsistency, consistencyProof } from '#spine/evidence/proofs';
import { verifyInstallation } from '#spine/evidence/verify';
import { openLibrary } from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
const { spine, tell, query } = library;
const folder = await logFolder();
const { files, sequencer } = await evidenceOf(spine, folder);
const opened = (number: string) => ({ id: `${number}-1`, number, type: 'case.opened' as const });

/** What an older backup leaves: everything of some cases is gone, also from the queue and the tree. */
async function restoreBackupOf(leaves: number, frontier: Buffer): Promise<void> {
  const admin = new pg.Client({ connectionString: library.db.adminUrl });
  admin.on('error', () => {});
  await admin.connect();
  await admin.query('SET session_replication_role = replica');
  for (const trigger of ['journal', 'journal_leaf'])
    await admin.query(`ALTER TABLE ${trigger} DISABLE TRIGGER ALL`);
  await admin.query(
    `DELETE FROM journal j USING journal_leaf l WHERE (l.city, l.case_id, l.case_seq) = (j.city, j.case_id, j.case_seq) AND leaf_index >= ${leaves}`,
  );
  for (const [table, key] of [
    ['cases', 'id'],
    ['clock', 'case_id'],
  ])
    await admin.query(
      `DELETE FROM ${table} c USING journal_leaf l WHERE l.city = c.city AND l.case_id = c.${key} AND leaf_index >= ${leaves}`,
    );
  await admin.query(`DELETE FROM journal_leaf WHERE leaf_index >= ${leaves}`);
  await admin.query('UPDATE evidence_tree SET size = $1, frontier = $2', [leaves, frontier]);
  await admin.query('TRUNCATE tally_cube, tally_place, tally_day, tally_organ, tally_item, tally_city_item');
  await admin.end();
}

test('given a database as new as its log, then nothing is refused and nothing can be admitted', async () => {
  await tell(['A', 'B', 'C'].map(opened));
  await sequencer.drain();
  await refuseOlderDatabase(spine.pool, files);
  await expect(acceptRestore(spine.pool, files, spine.now())).rejects.toThrow('nothing to admit');
});

test('given a restored backup, then start-up refuses, the sequencer signs nothing, and verify names what was signed and is gone', async () => {
  const [tree] = await query<{ frontier: Buffer }>('SELECT frontier FROM evidence_tree');
  await tell(['D', 'E'].map(opened));
  await sequencer.drain();
  await restoreBackupOf(3, tree!.frontier);
  await expect(refuseOlderDatabase(spine.pool, files)).rejects.toThrow(Restored);
  await expect(refuseOlderDatabase(spine.pool, files)).rejects.toThrow('accept-restore');
  await expect(sequencer.drain()).rejects.toThrow(Restored);
  expect(files.signer.last()!.size).toBe(5);
  const { damaged } = await verifyInstallation(spine, folder);
  expect(damaged.filter(({ kind }) => kind === 'leaf')).toMatchObject([
    { name: '3', what: 'was signed and is gone' },
    { name: '4', what: 'was signed and is gone' },
  ]);
});

test('given the gap is admitted, then a signed leaf says so, the older checkpoint is still consistent, and life goes on', async () => {
  const older = files.signer.last()!;
  expect(await acceptRestore(spine.pool, files, spine.now())).toEqual({ from: 3, to: 5, at: 5 });
  await sequencer.drain();
  await refuseOlderDatabase(spine.pool, files);
  expect(JSON.parse((await files.store.entry(5)).toString('utf8'))).toMatchObject({
    kind: 'restore',
    from: 3,
    to: 5,
    checkpoint: older.note,
  });
  const newer = files.signer.last()!;
  const proof = await consistencyProof(files.store, older.size, newer.size);
  expect(
    verifyConsistency({ from: older.size, fromRoot: older.root, to: newer.size, toRoot: newer.root, proof }),
  ).toBe(true);
  await tell([opened('F')]);
  await sequencer.drain();
  const report = await verifyInstallation(spine, folder);
  expect(report).toMatchObject({ leaves: 7, signed: 7 });
  // The roll-ups of the backup were not made again by this test.
  expect(report.damaged.filter(({ kind }) => kind !== 'roll-up')).toEqual([]);
});

test('given a database of another history beside the log, then start-up refuses it', async () => {
  const other = await openLibrary();
  const beside = await evidenceOf(other.spine);
  await other.tell(Array.from({ length: 7 }, (_, i) => opened(`X-${i}`)));
  await beside.sequencer.drain();
  await expect(refuseOlderDatabase(other.spine.pool, files)).rejects.toThrow(AnotherHistory);
});
