import type { Pool } from 'pg';
import { type FileStore, noFileStore } from '#base/file-store';
import type { KeyRing } from '#base/keys';
import { readerRole } from '#base/postgres-roles';
import type { Log, Say } from '#base/log';
import type { Now } from '#base/time';
import { Registry } from '#spine/catalogue/registry';
import { notScanning, type Scanner } from '#spine/attachments/scanner';
import type { FoldTools } from '#spine/cases/fold-context';
import { Ticker } from '#spine/clocks/ticker';
import { guardsRows } from '#spine/identity/reader';
import { prepareInstallation } from '#spine/installation';
import { Journal } from '#spine/journal/journal';
import { type IdentitySettings, noIdentitySettings } from '#spine/identity/identity-settings';
import type { MessageWays } from '#spine/messages/ways';
import { LiveFeed } from '#spine/live/live-feed';

/** Everything that routes and commands need of the spine; made once by the composition root. */
export interface Spine {
  pool: Pool;
  fold: FoldTools;
  registry: Registry;
  journal: Journal;
  ticker: Ticker;
  live: LiveFeed;
  now: Now;
  log: Log;
  receiptKey: string;
  keys: KeyRing;
  identity: IdentitySettings;
  /** Where contents of attachments are kept. */
  files: FileStore;
  /** What looks through uploads for malware. */
  scanner: Scanner;
  /** How officials are told of cards outside of the workbench. */
  ways: MessageWays;
  /** The video gateway that cameras of halls are watched through; null where there is none. */
  videoGateway: URL | null;
  /** Whether the database guards rows for those who read (docs/operations.md); the application's own check does in any case. */
  rowSecurity: boolean;
  /** Whether this installation is a demonstration. */
  demonstration: boolean;
}

export interface SpineOptions {
  pool: Pool;
  log: Log;
  say: Say;
  now: Now;
  demonstration: boolean;
  keys: KeyRing;
  /** Absent: accounts and passwords alone. */
  identity?: IdentitySettings;
  /** Absent: nothing can be uploaded. */
  files?: FileStore;
  /** Absent: people are told in the workbench alone. */
  ways?: MessageWays;
  /** Absent: uploads are kept as not scanned. */
  scanner?: Scanner;
  /** Absent: no streams but those of the demonstration. */
  videoGateway?: URL | undefined;
}

/** The card policy of an installation that has chosen none: Shandong's. */
const defaultPolicy = 'shandong';

/** Prepares the installation's reference data and puts the parts of the spine together. Nothing runs until `ticker.start`. */
export async function openSpine(options: SpineOptions): Promise<Spine> {
  const { pool, log, say, now, demonstration, keys } = options;
  await prepareInstallation(pool, say);
  const rowSecurity = await guardsRows(pool);
  if (!rowSecurity)
    say(
      `Warning: the database does not guard rows for those who read: there is no ${readerRole} that this user may act as. ` +
        "The server's own check alone keeps what is outside of somebody's reach from them. How to set it up: docs/operations.md.",
    );
  const registry = await Registry.load(pool);
  const fold: FoldTools = { registry, parameters: registry.rules(), defaultPolicy, log };
  const { rows } = await pool.query<{ value: string }>(
    `SELECT value FROM installation WHERE key = 'receipt-key'`,
  );
  const cities = await pool.query<{ city: number }>(
    'SELECT DISTINCT (code / 100000000)::int AS city FROM region',
  );
  return {
    pool,
    fold,
    registry,
    journal: new Journal(pool, fold),
    ticker: new Ticker(
      pool,
      fold,
      cities.rows.map((row) => row.city),
    ),
    live: new LiveFeed(pool, log),
    now,
    log,
    rowSecurity,
    receiptKey: rows[0]!.value,
    keys,
    identity: options.identity ?? noIdentitySettings,
    files: options.files ?? noFileStore,
    scanner: options.scanner ?? notScanning,
    ways: options.ways ?? {},
    videoGateway: options.videoGateway ?? null,
    demonstration,
  };
}
