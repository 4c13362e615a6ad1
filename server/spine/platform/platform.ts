import type { FastifyInstance } from 'fastify';
import type { Say } from '#base/log';
import type { platformNames } from '#contract/catalogue';
import type { AttachmentDoor } from '#spine/attachments/attachment-door';
import type { DataSources } from '#spine/open-data/data-source';
import type { Part } from '#spine/platform/part';
import type { IndexedTable } from '#spine/privacy/index-rewriting';
import type { Spine } from '#spine/spine';

export type PlatformName = keyof typeof platformNames;

/** A platform: what `server/platforms/<name>/index.ts` gives to the composition root. */
export interface Platform {
  name: PlatformName;
  parts: readonly Part[];
  /** Registers its endpoints: authorise, decide, append, present. */
  routes: (app: FastifyInstance, spine: Spine) => void | Promise<void>;
  /** How it lets people without an account attach files. */
  attachments?: (spine: Spine) => AttachmentDoor;
  /** Reference data that its cases need (items, policies), in every installation; the same again changes nothing. */
  prepare?: (spine: Spine) => Promise<void>;
  /** Its tables that go by keys which are rotated: blind indexes, and by what they hold those of tokens that `secretHash` hashed. */
  hashed?: { indexes: readonly IndexedTable[]; tokens: Readonly<Record<string, string>> };
  /** Where rows of data sets of the catalogue come from that it has (reference/open-data/datasets.json). */
  dataSources?: DataSources;
  /** What it does by itself while the server runs (opening duties when a period ends); returns how to stop it. */
  start?: (spine: Spine) => () => Promise<void>;
  /** Demonstration cases, issued as commands; goes on where it was broken off. */
  seed?: (spine: Spine, say: Say) => Promise<void>;
}
