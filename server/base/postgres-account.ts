import { spawnSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';

/** The system user that PostgreSQL runs as; absent: whoever runs this process. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  /** For messages only. */
  readonly name: string;
}

/** Exists in practice everywhere, so that no user has to be added to the system. */
const nobody: Account = { uid: 65_534, gid: 65_534, name: 'nobody (uid 65534)' };

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * PostgreSQL refuses to run as root. A root process therefore hands it to: the owner of the cluster if there
 * is one already, else the system's user `mingjing` or `postgres`, else nobody.
 */
export async function chooseAccount(cluster: string): Promise<Account | undefined> {
  if (!isRoot()) return undefined;
  const users = await readUsers();
  const owner = await stat(cluster).catch(() => undefined);
  if (owner && owner.uid !== 0) {
    const known = users.find((user) => user.uid === owner.uid);
    return { uid: owner.uid, gid: owner.gid, name: known?.name ?? `uid ${owner.uid}` };
  }
  const named = ['mingjing', 'postgres'].map((name) =>
    users.find((user) => user.name === name && user.uid !== 0),
  );
  return named.find((user) => user !== undefined) ?? nobody;
}

async function readUsers(): Promise<Account[]> {
  const lines = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return lines.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/**
 * How a PostgreSQL program is started: as the account, from a folder that everybody can enter, and with
 * nothing of our environment that it does not need (DATABASE_URL and others may hold secrets).
 */
export function runAs(account: Account | undefined) {
  const { PATH, LD_LIBRARY_PATH, SystemRoot } = process.env;
  return {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd: process.platform === 'win32' ? undefined : '/',
    env: {
      PATH,
      ...(LD_LIBRARY_PATH && { LD_LIBRARY_PATH }),
      ...(SystemRoot && { SystemRoot }),
      LC_ALL: 'C',
      TZ: 'UTC',
    },
  };
}

/** Whether the account can enter the folder; tried, not derived, as access lists and mounts have a say too. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  if (!account) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...runAs(account), stdio: 'ignore' }).status === 0;
}
