import type { PartyInput } from '#contract/powers/penalties';
import { creditCodeCheck } from '#contract/credit-code';
import { idNumberCheck } from '#contract/id-number';
import type { PartyKind } from '#contract/powers/penalty-terms';
import type { Spine } from '#spine/spine';
import { storeParty } from '../party.ts';

/** Invented: names that say so, numbers that pass their check and belong to nobody. */
function partyOf(kind: PartyKind, n: number): PartyInput {
  const serial = String(100 + n);
  if (kind === 'organisation') {
    const first = `91370102MA0000${serial}`;
    return { kind, name: `演示食品店（${serial}号）`, creditCode: `${first}${creditCodeCheck(first)}` };
  }
  const first = `37010218810101${serial}`;
  return {
    kind,
    name: `演示当事人${serial}`,
    idNumber: `${first}${idNumberCheck(first)}`,
    phone: `1990001${String(1000 + n)}`,
  };
}

const key = 'powers-penalties-parties';

/** The numbers of the parties of the demonstration, stored once: a history that was broken off goes on with the same. */
export async function demonstrationParties(spine: Spine, kinds: readonly PartyKind[]): Promise<number[]> {
  const { rows } = await spine.pool.query<{ value: string }>(
    'SELECT value FROM installation WHERE key = $1',
    [key],
  );
  const kept = rows[0] && (JSON.parse(rows[0].value) as number[]);
  if (kept?.length === kinds.length) return kept;
  const numbers: number[] = [];
  for (const [n, kind] of kinds.entries()) numbers.push(await storeParty(spine, partyOf(kind, n)));
  await spine.pool.query(
    'INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, JSON.stringify(numbers)],
  );
  return numbers;
}
