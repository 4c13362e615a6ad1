/** An exact text of a source file, which stands there once, and what stands there instead in the process that has the bug. */
export interface SourceEdit {
  /** Below the root of the clone. */
  file: string;
  from: string;
  to: string;
}

/** A check that finds broken promises; see `checks.ts`, `callers.ts` and `installation.ts`. */
export type Check =
  | 'lost'
  | 'doubled'
  | 'answers'
  | 'progress'
  | 'recovery'
  | 'signed'
  | 'verify'
  | 'warnings';

/** A fault that is put into the system to see whether the rounds find it. */
export interface SeededBug {
  name: string;
  what: string;
  /** Checks that may find it first. */
  caughtBy: readonly Check[];
  edits?: readonly SourceEdit[];
  /** Run on the database as superuser before the system starts. */
  sql?: string;
  /** The embedded PostgreSQL runs as it does for tests: without fsync. */
  notDurable?: true;
}

const journal = 'server/spine/journal/journal.ts';
const batch = 'server/spine/journal/batch.ts';
const batchStatement = 'server/spine/journal/batch-statement.ts';
const sequencer = 'server/spine/evidence/sequencer.ts';
const leafRows = 'server/spine/evidence/leaf-rows.ts';
const disk = 'server/spine/evidence/disk.ts';
const tileStore = 'server/spine/evidence/tile-store.ts';
const signer = 'server/spine/evidence/signer.ts';
const ticker = 'server/spine/clocks/ticker.ts';

const commit = "await Promise.all([writeBatch(this.#client, this.#write), this.#client.query('COMMIT')]);";
const noTwins = 'DROP INDEX alert_key; CREATE INDEX alert_key ON alert (city, case_id, key);';

/** Bugs as others have had them, each in few words of source or SQL. */
export const bugs: readonly SeededBug[] = [
  {
    name: 'commit-not-on-disk',
    what: 'PostgreSQL says committed before its log is on disk (synchronous_commit = off)',
    caughtBy: ['lost', 'recovery', 'signed', 'verify', 'answers'],
    sql: `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$`,
  },
  {
    name: 'no-fsync',
    what: 'the embedded PostgreSQL runs without fsync, and the power fails',
    caughtBy: ['lost', 'recovery', 'answers'],
    notDurable: true,
    sql: `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database()); END $$`,
  },
  {
    name: 'answer-before-commit',
    what: 'callers are answered when their events are written, and the commit follows',
    caughtBy: ['lost', 'answers'],
    edits: [
      { file: batch, from: commit, to: 'await writeBatch(this.#client, this.#write);' },
      {
        file: journal,
        from: 'if (batch.isOneStatement) this.#beginNext(writer, client, cities);',
        to: `late = done.then(() => new Promise((resolve) => setImmediate(resolve)))
          .then(() => client.query('COMMIT')).catch(() => {});`,
      },
      {
        file: journal,
        from: 'const check = lanes.some((lane) => lane.checking > 0);',
        to: 'const check = lanes.some((lane) => lane.checking > 0); let late: Promise<unknown> = Promise.resolve();',
      },
      {
        file: journal,
        from: 'client.release(broken);',
        to: 'void late.finally(() => client.release(broken));',
      },
    ],
  },
  {
    name: 'no-unique-event',
    what: 'no unique key on (source, id)',
    caughtBy: ['doubled', 'answers'],
    sql: 'DROP INDEX journal_event; CREATE INDEX journal_event ON journal (source_id, event_id, city);',
  },
  {
    name: 'duplicate-is-accepted',
    what: 'a known event is answered as accepted',
    caughtBy: ['answers'],
    edits: [
      {
        file: batch,
        from: "? { id: event.id, outcome: 'duplicate' }",
        to: "? { id: event.id, outcome: 'accepted' }",
      },
    ],
  },
  {
    name: 'memory-outlives-rollback',
    what: 'what a batch folded is still remembered after its rollback',
    caughtBy: ['verify', 'progress', 'answers'],
    edits: [{ file: journal, from: 'memory.forget();', to: '' }],
  },
  {
    name: 'tallies-after-commit',
    what: 'roll-ups are written after the transaction of what they count',
    caughtBy: ['verify'],
    edits: [
      {
        file: batch,
        from: commit,
        to: `{
        const later = { ...emptyWrite(this.#write.edition), tally: this.#write.tally };
        this.#write.tally = emptyWrite(this.#write.edition).tally;
        ${commit}
        await writeBatch(this.#client, later);
      }`,
      },
    ],
  },
  {
    name: 'queue-after-commit',
    what: 'entries are put into the queue to the tree after the transaction that writes them',
    caughtBy: ['verify'],
    edits: [
      {
        file: batchStatement,
        from: ", q AS (INSERT INTO journal_pending (cities, case_ids, case_seqs) VALUES (${keys.join(', ')}))",
        to: '',
      },
      {
        file: batch,
        from: commit,
        to: `{
        const rows = this.#write.journal;
        ${commit}
        if (rows.length > 0)
          await this.#client.query('INSERT INTO journal_pending (cities, case_ids, case_seqs) VALUES ($1, $2, $3)', [
            rows.map((row) => row.city), rows.map((row) => row.caseId), rows.map((row) => row.caseSeq)]);
      }`,
      },
    ],
  },
  {
    name: 'follower',
    what: 'the sequencer follows the journal by seq > last, and passes over what commits late',
    caughtBy: ['verify', 'signed'],
    sql: 'CREATE TABLE follower AS SELECT 0::int8 AS last; GRANT ALL ON follower TO mingjing_app;',
    edits: [
      {
        file: leafRows,
        from: 'SELECT id, cardinality(case_ids) AS n FROM journal_pending ORDER BY id LIMIT 500',
        to: 'SELECT seq AS id, 1 AS n FROM journal WHERE seq > (SELECT last FROM follower) ORDER BY seq LIMIT 500',
      },
      {
        file: leafRows,
        from: 'WITH taken AS (DELETE FROM journal_pending WHERE id = ANY($1::int8[]) RETURNING id, cities, case_ids, case_seqs)',
        to: `WITH f AS (UPDATE follower SET last = (SELECT max(id) FROM unnest($1::int8[]) AS id)), d AS (DELETE FROM journal_pending),
          taken AS (SELECT seq AS id, ARRAY[city] AS cities, ARRAY[case_id] AS case_ids, ARRAY[case_seq] AS case_seqs
            FROM journal WHERE seq = ANY($1::int8[]))`,
      },
    ],
  },
  {
    name: 'queue-emptied-first',
    what: 'the sequencer empties the queue in a transaction of its own, before the leaves stand',
    caughtBy: ['verify'],
    edits: [
      {
        file: sequencer,
        from: 'const { entries, asked } = await takePending(client, mostEntries);',
        to: "const { entries, asked } = await takePending(client, mostEntries); await client.query('COMMIT; BEGIN');",
      },
    ],
  },
  {
    name: 'no-catching-up',
    what: 'tiles that a killed sequencer left unwritten are not written again',
    caughtBy: ['signed', 'verify'],
    edits: [
      {
        file: sequencer,
        from: 'let from = files.store.size; from < size;',
        to: 'let from = size; from < size;',
      },
    ],
  },
  {
    name: 'chain-from-memory',
    what: 'the predecessor of a leaf is taken from memory, though another process has gone on with the case',
    caughtBy: ['verify'],
    edits: [
      {
        file: sequencer,
        from: 'const mostEntries = 4_000;',
        to: 'const mostEntries = 4_000;\nconst remembered = new Map<string, Buffer>();',
      },
      {
        file: sequencer,
        from: 'const newest = new Map<string, Buffer>();',
        to: 'const newest = remembered;',
      },
      {
        file: sequencer,
        from: 'previous: previous ?? newest.get(ofCase) ?? null,',
        to: 'previous: newest.get(ofCase) ?? previous ?? null,',
      },
    ],
  },
  {
    name: 'files-without-rename',
    what: 'files of the log are written in place, not beside and renamed',
    caughtBy: ['recovery', 'signed', 'verify'],
    edits: [
      {
        file: disk,
        from: `await disk.write(temporary(file), files.get(file) as Uint8Array);
    await disk.sync(temporary(file));`,
        to: 'await disk.write(file, files.get(file) as Uint8Array); await disk.sync(file);',
      },
      { file: disk, from: 'await each(files.keys(), (file) => disk.rename(temporary(file), file));', to: '' },
    ],
  },
  {
    name: 'size-before-tiles',
    what: 'the tiles are said to be there before they are',
    caughtBy: ['recovery', 'signed', 'verify'],
    edits: [
      {
        file: tileStore,
        from: `await this.#put(edge.files);
    await this.#put(new Map([[sizeFile, Buffer.from(\`\${edge.size}\\n\`)]]));`,
        to: `await this.#put(new Map([[sizeFile, Buffer.from(\`\${edge.size}\\n\`)]]));
    await this.#put(edge.files);`,
      },
    ],
  },
  {
    name: 'published-before-remembered',
    what: 'the signer publishes a checkpoint before it has written down that it signed it',
    caughtBy: ['recovery', 'signed', 'verify'],
    edits: [
      {
        file: signer,
        from: `await this.#put(stateFile, note);
    await this.#put(checkpointFile, note);
    this.#kept`,
        to: `await this.#put(checkpointFile, note);
    await this.#put(stateFile, note);
    this.#kept`,
      },
    ],
  },
  {
    name: 'forgetful-signer',
    what: 'the signer does not keep what it signed last',
    caughtBy: ['verify'],
    edits: [
      {
        file: signer,
        from: `await this.#put(stateFile, note);
    await this.#put(checkpointFile, note);
    this.#kept`,
        to: `await this.#put(checkpointFile, note);
    this.#kept`,
      },
      {
        file: signer,
        from: 'if (published === undefined) return new Signer(folder, keys, disk, null);',
        to: 'return new Signer(folder, keys, disk, null);',
      },
    ],
  },
  {
    name: 'rung-fires-twice',
    what: 'an alert is not unique, and its clock moves on in a transaction of its own',
    caughtBy: ['warnings', 'verify'],
    sql: noTwins,
    edits: [
      {
        file: batchStatement,
        from: `ON CONFLICT (city, case_id, key) DO NOTHING
  RETURNING`,
        to: 'RETURNING',
      },
      {
        file: ticker,
        from: 'const done = await fireChunk(client, city, scope, range);',
        to: `await client.query('SELECT pg_advisory_xact_lock(7240, $1)', [city]);
        const { rows: held } = await client.query<{ id: number; i: number; at: number }>(
          \`SELECT case_id AS id, next_i AS i, extract(epoch FROM next_at)::float8 AS at
           FROM clock WHERE city = $1 AND live AND next_at <= $2\`, [city, toRfc3339(upTo)]);
        const done = await fireChunk(client, city, scope, range);
        await client.query(
          \`UPDATE clock SET next_i = u.i, next_at = to_timestamp(u.at)
           FROM unnest($2::int8[], $3::int2[], $4::float8[]) AS u (id, i, at) WHERE city = $1 AND case_id = u.id\`,
          [city, held.map((one) => one.id), held.map((one) => one.i), held.map((one) => one.at)]);`,
      },
      {
        file: ticker,
        from: 'fired += chunk.fired;',
        to: `fired += chunk.fired;
      await this.#pool.query(
        \`UPDATE clock SET next_i = next_i + 1,
           next_at = to_timestamp(nullif(split_part(split_part(rungs, '],[', next_i + 2), ',', 1), '')::float8 / 1000)
         WHERE city = $1 AND live AND next_at <= $2\`, [city, toRfc3339(upTo)]);`,
      },
    ],
  },
];
