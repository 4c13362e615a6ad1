import { type Instant, toRfc3339 } from '#base/time';

/** When something was done, without who: what a caller does bears no name, and a clue says nothing of whom it came from. */
export const toldWhen = ({ occurredAt, recordedAt }: { occurredAt: Instant; recordedAt: Instant }) => ({
  occurredAt: toRfc3339(occurredAt),
  recordedAt: toRfc3339(recordedAt),
});
