import type { Instant } from '#base/time';
import type { StreamFault } from '#contract/powers/halls';

/** Where a stream's playlist and its parts are had from. */
export interface Stream {
  /** The live media playlist as it is now, addresses as `part` takes them. @throws StreamAway when it cannot be had */
  playlist(now: Instant): Promise<string>;
  /** What an address of the playlist holds. @throws StreamAway when it cannot be had */
  part(uri: string): Promise<{ type: string; content: Buffer }>;
}

/** A stream that cannot be had, and why: no fault of this server. */
export class StreamAway extends Error {
  constructor(readonly fault: StreamFault) {
    super(`the stream is away: ${fault}`);
  }
}
