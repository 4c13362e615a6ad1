import type { Instant } from '#base/time';

/** A case as the sequence of its steps, in the order of their effective times. */
export interface Trace {
  city: number;
  id: number;
  itemId: number;
  /** Version of the item that it was handled by. */
  version: number;
  /** Closed in the ordinary way: only then are mandatory steps due. */
  closed: boolean;
  openedAt: Instant;
  endedAt: Instant | null;
  steps: string[];
  times: Instant[];
}
