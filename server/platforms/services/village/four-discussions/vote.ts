import { Refusal } from '#base/errors';
import type { VoteRecord } from '#contract/services/village-matters';
import type { Share, VotingBody } from './vote-rules.ts';

export type Counts = Pick<VoteRecord, 'entitled' | 'present' | 'inFavour' | 'against' | 'abstained'>;

/** Whether a part reaches a share of the whole, in whole numbers. */
export function reachesShare(part: number, whole: number, { n, of, more }: Share): boolean {
  return more ? part * of > whole * n : part * of >= whole * n;
}

/** @throws Refusal field-invalid, for counts that cannot be */
export function checkCounts({ entitled, present, inFavour, against, abstained }: Counts): void {
  if ([entitled, present, inFavour, against, abstained].some((one) => one < 0))
    throw new Refusal('field-invalid', { field: 'values.present', expected: 'counts from 0 on' });
  if (entitled < 1)
    throw new Refusal('field-invalid', { field: 'values.entitled', expected: 'at least one' });
  if (present > entitled)
    throw new Refusal('field-invalid', {
      field: 'values.present',
      expected: `at most the ${entitled} entitled`,
    });
  if (inFavour + against + abstained !== present)
    throw new Refusal('field-invalid', {
      field: 'values.inFavour',
      expected: `in favour, against and abstained together the ${present} present`,
    });
}

/** What a vote comes to under the rules of the body: its meeting may not count at all (`quorum`). */
export function outcomeOf(
  counts: Counts,
  { quorum, majority }: VotingBody,
): { quorum: boolean; passed: boolean } {
  const enough = reachesShare(counts.present, counts.entitled, quorum);
  const whole = majority.share === 'present' ? counts.present : counts.entitled;
  return { quorum: enough, passed: enough && reachesShare(counts.inFavour, whole, majority) };
}
