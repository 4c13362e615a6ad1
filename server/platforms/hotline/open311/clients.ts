import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { newClient, Open311Client } from '#contract/hotline/open311';
import type { Bilingual } from '#contract/text';
import { hashToken } from '#spine/intake/tokens';
import type { Spine } from '#spine/spine';
import { GeoReportError } from './georeport-error.ts';

interface ClientRow {
  id: number;
  name: Bilingual;
  contact: string;
  region: string;
  key_begins: string;
  created_at: Instant;
  created_by: string;
  revoked_at: Instant | null;
  requests: number;
  demonstration: boolean;
}
const toClient = (row: ClientRow): Open311Client => ({
  id: row.id,
  name: row.name,
  contact: row.contact,
  region: row.region,
  keyBegins: row.key_begins,
  createdAt: toRfc3339(row.created_at),
  createdBy: row.created_by,
  revokedAt: toRfc3339OrNull(row.revoked_at),
  requests: row.requests,
  demonstration: row.demonstration,
});

/** Registered programs, the newest first; or one of them. */
export async function listClients({ pool }: Pick<Spine, 'pool'>, id?: number): Promise<Open311Client[]> {
  const { rows } = await pool.query<ClientRow>(
    `SELECT c.id, c.name, c.contact, c.region::text, c.key_begins, c.created_at, c.created_by, c.revoked_at, c.demonstration,
       (SELECT count(*)::int FROM hotline_open311_request r WHERE r.client_id = c.id) AS requests
     FROM hotline_open311_client c WHERE $1::int IS NULL OR c.id = $1 ORDER BY c.id DESC`,
    [id ?? null],
  );
  return rows.map(toClient);
}

/** Registers a program. Its key is in the answer and nowhere else. Refusal: region-unknown. */
export async function addClient(
  spine: Pick<Spine, 'pool' | 'registry' | 'now'>,
  { name, contact, region }: z.output<typeof newClient>,
  by: string,
  demonstration = false,
): Promise<Open311Client & { key: string }> {
  if (!spine.registry.hasRegion(Number(region)))
    throw new Refusal('region-unknown', { field: 'region', expected: 'a division of this installation' });
  const key = randomBytes(24).toString('base64url');
  const { rows } = await spine.pool.query<{ id: number }>(
    `INSERT INTO hotline_open311_client (name, contact, region, key_hash, key_begins, created_at, created_by, demonstration)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      JSON.stringify(name),
      contact,
      region,
      hashToken(key),
      key.slice(0, 6),
      toRfc3339(spine.now()),
      by,
      demonstration,
    ],
  );
  const [client] = await listClients(spine, rows[0]!.id);
  return { ...client!, key };
}

/** Takes a key back; what came by it stays. Refusal: not-found. */
export async function revokeClient(spine: Pick<Spine, 'pool' | 'now'>, id: number): Promise<Open311Client> {
  await spine.pool.query(
    'UPDATE hotline_open311_client SET revoked_at = coalesce(revoked_at, $2::timestamptz) WHERE id = $1',
    [id, toRfc3339(spine.now())],
  );
  const [client] = await listClients(spine, id);
  if (!client) throw new Refusal('not-found', { field: 'id', expected: 'a registered program' });
  return client;
}

export interface KeyHolder {
  id: number;
  /** Division where its requests lie if nothing else says so. */
  region: string;
}

/** Whose key it is. @throws GeoReportError 403 for one that is missing, unknown or taken back */
export async function holderOf({ pool }: Pick<Spine, 'pool'>, key: string | undefined): Promise<KeyHolder> {
  if (key === undefined) throw new GeoReportError(403, 'api_key was not provided');
  const { rows } = await pool.query<KeyHolder>(
    'SELECT id, region::text FROM hotline_open311_client WHERE key_hash = $1 AND revoked_at IS NULL',
    [hashToken(key)],
  );
  if (!rows[0]) throw new GeoReportError(403, 'Invalid api_key received');
  return rows[0];
}
