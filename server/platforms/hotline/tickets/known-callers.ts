import { gather } from '#base/gather';
import { bytesArray } from '#base/pg-binary';
import { byAllKeys } from '#spine/privacy/hash-keys';
import type { Spine } from '#spine/spine';
import { indexOfPhone } from './caller.ts';

const most = 200;
const askers = new WeakMap<Spine, (phone: string) => Promise<boolean>>();

/** Which of these telephones have a ticket: one question for all that ask in one moment. */
const knownTogether = ({ pool, keys }: Spine, phones: readonly string[]): Promise<boolean[]> =>
  byAllKeys(pool, keys, 'blind-index', async (known) => {
    const indexes = phones.map((phone) => known.map((key) => indexOfPhone(key, phone)));
    const { rows } = await pool.query<{ caller_index: Buffer }>({
      name: 'hotline-known-callers',
      text: 'SELECT DISTINCT caller_index FROM hotline_ticket WHERE caller_index = ANY ($1::bytea[])',
      values: [bytesArray(indexes.flat())],
    });
    const found = new Set(rows.map(({ caller_index: index }) => index.toString('base64')));
    return indexes.map((own) => own.some((index) => found.has(index.toString('base64'))));
  });

/** Whether this telephone reported anything before; most did not, and then nothing more has to be looked up. */
export function isKnown(spine: Spine, phone: string): Promise<boolean> {
  const asker =
    askers.get(spine) ??
    gather<string, boolean>({ most, together: (phones) => knownTogether(spine, phones) });
  askers.set(spine, asker);
  return asker(phone);
}
