import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { OperatorError } from '#base/operator-error';
import { type Access, appRole, migratorRole } from '#base/postgres-roles';

/** One file of `server/migrations`. */
export interface Migration {
  /** Such as `0001_journal.sql`. */
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

const migrationsFolder = fileURLToPath(new URL('../migrations/', import.meta.url));

/** Any number: all starters agree on it. */
const migrationKey = 7_240_119_002;

/**
 * Reads the migrations in their order.
 * @throws OperatorError if a file is not named `NNNN_name.sql`, or two carry the same number.
 */
export async function readMigrations(folder: string = migrationsFolder): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  const numbers = new Map<string, string>();
  for (const name of names) {
    const number = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1];
    if (!number)
      throw new OperatorError(`${folder}${name} is not a migration; expected a name like 0001_journal.sql.`);
    const same = numbers.get(number);
    if (same)
      throw new OperatorError(
        `The migrations ${same} and ${name} carry the same number; renumber the newer.`,
      );
    numbers.set(number, name);
  }
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, `file://${folder}`), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the database to the newest form: each migration that is not recorded yet, in order, each in one
 * transaction with its record. Starters at the same moment wait for one another.
 * @returns the names of those applied now.
 * @throws OperatorError if an applied migration was edited or is gone, one was slipped in before an applied one,
 *   or one fails (it then left nothing behind).
 */
export async function migrate(access: Access, migrations: readonly Migration[]): Promise<string[]> {
  const owner = new pg.Client({ connectionString: access.ownerUrl ?? access.appUrl });
  owner.on('error', () => {});
  await owner.connect();
  try {
    if (access.ownerUrl === undefined) {
      refusePending(pending(migrations, await applied(owner)));
      return [];
    }
    await owner.query('SELECT pg_advisory_lock($1)', [migrationKey]);
    await prepareRecord(owner, access);
    const todo = pending(migrations, await applied(owner));
    for (const migration of todo) await apply(owner, migration, access);
    return todo.map((migration) => migration.name);
  } finally {
    await owner.end();
  }
}

async function prepareRecord(owner: pg.Client, access: Access): Promise<void> {
  if (await recordExists(owner)) return;
  await owner.query(
    rolesAs(
      `CREATE TABLE schema_migration (
         name text PRIMARY KEY,
         sha256 text NOT NULL,
         applied_at timestamptz NOT NULL DEFAULT now()
       );
       GRANT SELECT ON schema_migration TO ${appRole}`,
      access,
      owner,
    ),
  );
}

async function recordExists(session: pg.Client): Promise<boolean> {
  const found = await session.query("SELECT to_regclass('schema_migration') IS NOT NULL AS there");
  return found.rows[0]?.there === true;
}

async function applied(session: pg.Client): Promise<Map<string, string>> {
  if (!(await recordExists(session))) return new Map();
  const { rows } = await session.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM schema_migration ORDER BY name',
  );
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

/** The migrations that are still to be applied, once the applied ones are found unchanged. */
export function pending(migrations: readonly Migration[], done: ReadonlyMap<string, string>): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const [name, sha256] of done) {
    const file = known.get(name);
    if (!file) {
      throw new OperatorError(
        `The database has the migration ${name}, which this Mingjing does not know: it was used by a newer one. ` +
          'Start that one, or restore a backup from before.',
      );
    }
    if (file.sha256 !== sha256) {
      throw new OperatorError(
        `The migration ${name} was edited after it had been applied. ` +
          'Restore the file as it was and write the change as a new migration.',
      );
    }
  }
  const todo = migrations.filter((migration) => !done.has(migration.name));
  const newest = [...done.keys()].sort().at(-1) ?? '';
  const late = todo.find((migration) => migration.name < newest);
  if (late) {
    throw new OperatorError(
      `The migration ${late.name} comes before ${newest}, which is applied already. Give it the next free number.`,
    );
  }
  return todo;
}

function refusePending(todo: readonly Migration[]): void {
  if (todo.length === 0) return;
  throw new OperatorError(
    `The database lacks ${todo.map((migration) => migration.name).join(', ')}, and the user of DATABASE_URL may not ` +
      'change it. Run ./mingjing migrate with the DATABASE_URL of its owner first.',
  );
}

async function apply(owner: pg.Client, migration: Migration, access: Access): Promise<void> {
  try {
    await owner.query('BEGIN');
    await owner.query(rolesAs(migration.sql, access, owner));
    await owner.query('INSERT INTO schema_migration (name, sha256) VALUES ($1, $2)', [
      migration.name,
      migration.sha256,
    ]);
    await owner.query('COMMIT');
  } catch (cause) {
    await owner.query('ROLLBACK').catch(() => {});
    const { message, position } = cause as pg.DatabaseError;
    const line = position ? migration.sql.slice(0, Number(position)).split('\n').length : undefined;
    throw new OperatorError(
      `The migration ${migration.name}${line ? `, line ${line},` : ''} failed: ${message}`,
      {
        cause,
      },
    );
  }
}

/** Where one user does both, the roles that migrations grant to do not exist: that user stands in for them. */
function rolesAs(sql: string, access: Access, owner: pg.Client): string {
  if (!access.shared) return sql;
  return sql.replaceAll(
    new RegExp(`\\b(${appRole}|${migratorRole})\\b`, 'g'),
    pg.escapeIdentifier(owner.user ?? ''),
  );
}
