import { z } from 'zod';
import { code } from '#contract/text';

/** What organs are compared in with those that implement the same item at the same level. */
export const peerRateKinds = ['return', 'correction', 'refusal'] as const;
export type PeerRateKind = (typeof peerRateKinds)[number];

const peers = { organs: z.number().int().min(1), cases: z.number().int().min(0) };

/** One rate of an organ in a month, with those of its peers: shares from 0 to 1. */
export const peerRate = z.object({
  kind: z.enum(peerRateKinds),
  /** Base code of the item. */
  item: code,
  count: z.number().int().min(0),
  of: z.number().int().min(1),
  peers: z.object({ ...peers, mean: z.number().min(0), sd: z.number().min(0) }),
});
export type PeerRate = z.infer<typeof peerRate>;

/** Cases that were closed faster than nearly all of the peers'. Times in milliseconds. */
export const peerFast = z.object({
  item: code,
  percentile: z.number().min(0).max(100),
  bound: z.number().int().min(0),
  peers: z.object(peers),
  count: z.number().int().min(1),
  cases: z.array(z.object({ number: z.string().max(200), took: z.number().int() })).max(200),
});

export const organComparison = z.object({
  rates: z.array(peerRate).max(2_000),
  fast: z.array(peerFast).max(500),
});
export type OrganComparison = z.infer<typeof organComparison>;
