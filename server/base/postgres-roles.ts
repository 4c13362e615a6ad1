import pg from 'pg';
import { withSetting } from '#base/db';
import type { Say } from '#base/log';
import { OperatorError } from '#base/operator-error';

/** Owns every table and runs the migrations; nobody can log in as it, administrators act as it. */
export const migratorRole = 'mingjing_migrator';
/** What the server runs as: no DDL, owns nothing, holds only what migrations grant it. */
export const appRole = 'mingjing_app';
/** What the server becomes while it reads for somebody: row-level security shows it what is within that reader's reach. */
export const readerRole = 'mingjing_reader';

/** Any number: all starters agree on it. */
const preparationKey = 7_240_119_001;

/** Two ways into the same database. */
export interface Access {
  /** Runs migrations. Absent if the given user may only use the database, not change it. */
  readonly ownerUrl: string | undefined;
  /** What the server's pools connect to. */
  readonly appUrl: string;
  /** True if one user does both, because it may not make the two roles. */
  readonly shared: boolean;
}

/** Makes roles and database in the embedded server; the application logs in with a password of its own. */
export async function prepareEmbedded(
  adminUrl: (database: string) => string,
  appPassword: string,
  database: string,
): Promise<Access> {
  await asAdministrator(adminUrl('postgres'), async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [preparationKey]);
    await makeRole(admin, migratorRole, 'NOLOGIN');
    await makeRole(admin, appRole, `LOGIN PASSWORD ${pg.escapeLiteral(appPassword)}`);
    await makeRole(admin, readerRole, 'NOLOGIN');
    await admin.query(grantReader(160_000));
    const found = await admin.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) {
      await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${migratorRole}`);
    }
  });
  return embeddedAccess(adminUrl(database), appPassword);
}

/** The two ways into a database of an embedded server, from the administrator's address on it. */
export function embeddedAccess(adminUrl: string, appPassword: string): Access {
  const app = new URL(adminUrl);
  app.username = appRole;
  app.password = appPassword;
  return { ownerUrl: withSetting(adminUrl, 'role', migratorRole), appUrl: app.toString(), shared: false };
}

/**
 * Finds out what the user of DATABASE_URL may do. One who may act as both roles (as superuser, with CREATEROLE, or
 * because both were granted) migrates as the one and serves as the other; one who was granted the application's
 * role alone only serves; anybody else does both as himself, with a warning.
 * @throws OperatorError if the server is older than 15, cannot be reached, or lets the user create nothing.
 */
export async function prepareOwn(url: string, say: Say): Promise<Access> {
  return asAdministrator(url, async (admin) => {
    const version = await requireVersion(admin);
    await admin.query('SELECT pg_advisory_lock($1)', [preparationKey]);
    let may = await abilities(admin, version);
    if (may.makeRoles) {
      await makeRole(admin, migratorRole, 'NOLOGIN');
      await makeRole(admin, appRole, 'NOLOGIN');
      await makeRole(admin, readerRole, 'NOLOGIN');
      await admin.query(grantReader(version)).catch(() => {});
      // Since 16 whoever made a role may grant it, also to himself; roles made by somebody else stay his to grant.
      await admin.query(`GRANT ${migratorRole}, ${appRole} TO CURRENT_USER`).catch(() => {});
      may = await abilities(admin, version);
    }
    const asApp = withSetting(url, 'role', appRole);
    if (may.actAsApp && may.actAsMigrator) {
      await grantDatabase(admin);
      return { ownerUrl: withSetting(url, 'role', migratorRole), appUrl: asApp, shared: false };
    }
    if (may.actAsApp) return { ownerUrl: undefined, appUrl: asApp, shared: false };
    say(
      `Warning: ${may.name}, the user of DATABASE_URL, may not act as ${migratorRole} and ${appRole}, so the server owns ` +
        `its tables and could change what is recorded. Better: let an administrator run ` +
        `"CREATE ROLE ${migratorRole}; CREATE ROLE ${appRole}; GRANT ${migratorRole}, ${appRole} TO ${may.name}".`,
    );
    return { ownerUrl: url, appUrl: url, shared: true };
  });
}

async function asAdministrator<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  admin.on('error', () => {});
  try {
    await admin.connect();
  } catch (cause) {
    throw new OperatorError(
      `The database cannot be reached: ${(cause as Error).message || (cause as NodeJS.ErrnoException).code}. Expected: a running PostgreSQL at DATABASE_URL.`,
      {
        cause,
      },
    );
  }
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

async function requireVersion(admin: pg.Client): Promise<number> {
  const { rows } = await admin.query<{ name: string; number: string }>(
    "SELECT current_setting('server_version') AS name, current_setting('server_version_num') AS number",
  );
  const number = Number(rows[0]?.number);
  if (number < 150_000) {
    throw new OperatorError(
      `The PostgreSQL at DATABASE_URL is version ${rows[0]?.name}; expected 15 or newer.`,
    );
  }
  return number;
}

interface Abilities {
  readonly name: string;
  readonly makeRoles: boolean;
  readonly actAsApp: boolean;
  readonly actAsMigrator: boolean;
}

async function abilities(admin: pg.Client, version: number): Promise<Abilities> {
  // Since 16 a member may lack the right to act as the role (GRANT … WITH SET).
  const acting = version >= 160_000 ? 'SET' : 'MEMBER';
  const { rows } = await admin.query<Abilities>(
    `SELECT rolname AS name, rolsuper OR rolcreaterole AS "makeRoles",
       EXISTS (SELECT FROM pg_roles r WHERE r.rolname = $1 AND pg_has_role(r.oid, $3)) AS "actAsApp",
       EXISTS (SELECT FROM pg_roles r WHERE r.rolname = $2 AND pg_has_role(r.oid, $3)) AS "actAsMigrator"
     FROM pg_roles WHERE rolname = current_user`,
    [appRole, migratorRole, acting],
  );
  const found = rows[0];
  if (!found) throw new OperatorError('The user of DATABASE_URL is not a role of that server.');
  return found;
}

/** The application may become the reader; it is not the reader all the time. Before 16 a grant cannot say so. */
function grantReader(version: number): string {
  return `GRANT ${readerRole} TO ${appRole}${version >= 160_000 ? ' WITH INHERIT FALSE, SET TRUE' : ''}`;
}

async function makeRole(admin: pg.Client, role: string, attributes: string): Promise<void> {
  const found = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (found.rowCount === 0) await admin.query(`CREATE ROLE ${role} ${attributes}`);
}

/** On a server of the operator's own the migrator is not the database's owner and needs to be let in. */
async function grantDatabase(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>('SELECT current_database() AS name');
  const database = pg.escapeIdentifier(rows[0]?.name ?? '');
  await admin.query(`GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${database} TO ${migratorRole}`);
  await admin.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO ${appRole}`);
  await admin.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${migratorRole}`);
  await admin.query(`GRANT USAGE ON SCHEMA public TO ${appRole}`);
  const able = await admin.query<{ able: boolean }>(
    "SELECT has_schema_privilege($1, 'public', 'CREATE') AND has_database_privilege($1, current_database(), 'CREATE') AS able",
    [migratorRole],
  );
  if (!able.rows[0]?.able) {
    throw new OperatorError(
      `The user of DATABASE_URL may not let ${migratorRole} create tables in the database ${database}. ` +
        'Expected: the owner of the database, or a user whom its owner has granted CREATE with grant option.',
    );
  }
}
