import { randomInt } from 'node:crypto';
import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import { secretHash } from '#spine/identity/secret-hash';
import { byAllKeys } from '#spine/privacy/hash-keys';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { sealParameters } from '../seal-parameters.ts';

type Keys = Pick<Spine, 'pool' | 'keys'>;
interface CaseKey {
  city: number;
  id: number;
}

const hashOf = (key: Buffer, seal: string, code: string): Buffer => secretHash(key, 'seal-code', seal, code);

/** Eight digits that nobody foresees. */
export const newCode = (): string => String(randomInt(100_000_000)).padStart(8, '0');

/** Keeps the code of a request as a keyed hash; an earlier one of the request is void. */
export async function keepCode(
  spine: Keys,
  request: CaseKey,
  { seal, code, expiresAt }: { seal: string; code: string; expiresAt: string },
): Promise<void> {
  await spine.pool.query(
    `INSERT INTO powers_seal_code (city, case_id, seal, hash, expires_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (city, case_id) DO UPDATE
     SET seal = excluded.seal, hash = excluded.hash, expires_at = excluded.expires_at, tries = 0`,
    [request.city, request.id, seal, hashOf(spine.keys.session.current, seal, code), expiresAt],
  );
}

/**
 * Uses a code up and gives the request that it is of. A wrong one counts against every code of the seal; after so many
 * (`codeTries`) they are void. Refusal: code-wrong.
 */
export async function useCode(
  spine: Keys & Pick<Spine, 'now'>,
  seal: CaseKey,
  code: string,
): Promise<CaseKey> {
  const key = formatKey(seal.city, seal.id);
  // A code lives for minutes: one whose key leaves the file meanwhile is given anew.
  const used = await byAllKeys(
    spine.pool,
    spine.keys,
    'session',
    async (known) => {
      const { rows } = await spine.pool.query<CaseKey>(
        `DELETE FROM powers_seal_code WHERE seal = $1 AND hash = ANY($2::bytea[]) AND expires_at > $3 AND tries < $4
         RETURNING city, case_id AS id`,
        [key, known.map((one) => hashOf(one, key, code)), toRfc3339(spine.now()), sealParameters.codeTries],
      );
      return rows[0];
    },
    (request) => request !== undefined,
  );
  if (used) return used;
  await spine.pool.query('UPDATE powers_seal_code SET tries = tries + 1 WHERE seal = $1 AND tries < $2', [
    key,
    sealParameters.codeTries,
  ]);
  throw new Refusal('code-wrong', { field: 'message.code' });
}
