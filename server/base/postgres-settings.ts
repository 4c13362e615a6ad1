import { statfs } from 'node:fs/promises';
import os from 'node:os';

const megabyte = 1024 * 1024;

export interface Tuning {
  /** Tests give durability away for speed; an installation never does. */
  readonly durable: boolean;
  /** Where the server's own log is archived. */
  readonly archive?: string | undefined;
  /** Start small, after the system refused the memory that was asked for. */
  readonly modest: boolean;
}

/**
 * The settings the embedded server is started with, as `-c name=value` arguments, sized anew at each start
 * from this machine's memory and disk. An operator who wants others runs an own PostgreSQL (DATABASE_URL).
 */
export async function serverArguments(cluster: string, port: number, tuning: Tuning): Promise<string[]> {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    // Every statement here is short or set-based over indexes; compiling costs more than it brings.
    jit: 'off',
    // A batch of events touches some seventy tables and indexes: with as many places of its own (18 and newer), a session takes
    // their locks without the table of locks that all sessions share.
    max_locks_per_transaction: 256,
    update_process_title: 'off',
    logging_collector: 'on',
    log_directory: 'log',
    // A ring of seven files: the server's messages never fill the disk.
    log_filename: 'postgres-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: 0,
    random_page_cost: 1.1,
    // A container often has only 64 MB of /dev/shm; parallel queries then take from here first.
    min_dynamic_shared_memory: '64MB',
    ...(tuning.archive && archiving(tuning.archive)),
    ...(tuning.durable ? await durable(cluster, tuning.modest) : forTests),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Each segment is copied under another name, flushed, and then named; one that is there already with the same content was archived
 * before a crash (PostgreSQL, 25.3.1). A segment that is not full is archived after a minute: what a loss of the disk costs at most.
 */
const archiving = (folder: string): Record<string, string> => ({
  archive_mode: 'on',
  archive_timeout: '60s',
  archive_command:
    `cmp -s "%p" "${folder}/%f" || { test ! -f "${folder}/%f" && cp "%p" "${folder}/%f.part" && ` +
    `sync "${folder}/%f.part" && mv "${folder}/%f.part" "${folder}/%f"; }`,
});

async function durable(cluster: string, modest: boolean): Promise<Record<string, string>> {
  const memory = memoryInMegabytes();
  const disk = await statfs(cluster);
  const free = Math.floor((disk.bavail * disk.bsize) / megabyte);
  const buffers = modest ? 128 : clamp(memory / 4, 128, 2048);
  return {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: `${buffers}MB`,
    effective_cache_size: `${clamp(memory * 0.6, 256, 1_000_000)}MB`,
    maintenance_work_mem: `${clamp(memory / 16, 64, 512)}MB`,
    work_mem: '32MB',
    // Fewer checkpoints, fewer full-page images; a fifth of what is free at most, so that a small disk lives.
    max_wal_size: `${clamp(free / 5, 256, 8192)}MB`,
    // What a checkpoint sets free is used again: a new file of the log is first filled with zeros by whoever needs it.
    min_wal_size: `${clamp(free / 20, 80, 2048)}MB`,
    checkpoint_timeout: '15min',
    wal_buffers: '16MB',
    // The packaged server has pglz only: it costs the CPU, which is the limit here, not the disk.
    wal_compression: 'off',
  };
}

const forTests = {
  // Hundreds of databases that live for a minute: copies have the statistics of what they are copied from.
  autovacuum: 'off',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
};

/** What a container is limited to, if it is; `os.totalmem` knows the machine alone. */
function memoryInMegabytes(): number {
  const limit = process.constrainedMemory();
  const total = os.totalmem();
  return (limit > 0 && limit < total ? limit : total) / megabyte;
}

const clamp = (value: number, least: number, most: number) =>
  Math.floor(Math.min(most, Math.max(least, value)));
