import { type Instant, toRfc3339 } from '#base/time';
import type { Finding, Judged, Rule } from '#spine/alerts/rule';

/**
 * A finding of a rule about the event that is being judged. The event's number in its case makes the key:
 * a replay gives the same numbers, so the same clue has the same key.
 * @param part tells apart several findings of one rule about one event
 */
export function clue(
  rule: Pick<Rule, 'code' | 'level'>,
  judged: Pick<Judged, 'seq' | 'at'>,
  evidence: Finding['evidence'],
  part?: string,
): Finding {
  return {
    rule: rule.code,
    key: `${rule.code}:${judged.seq}${part ? `:${part}` : ''}`,
    level: rule.level,
    at: judged.at,
    evidence,
  };
}

/** What is written of every act: by whom it was done, when the source says so, and when it was recorded. */
export function act({
  event,
  occurredAt,
  recordedAt,
}: Pick<Judged, 'occurredAt' | 'recordedAt'> & {
  event: { data: { actor?: unknown } };
}): Finding['evidence'] {
  const times = { occurredAt: toRfc3339(occurredAt), recordedAt: toRfc3339(recordedAt) };
  const { actor } = event.data;
  return typeof actor === 'string' && actor ? { actor, ...times } : times;
}

/**
 * Whether the event comes after an earlier one of its case. Live sources are taken by the order of
 * recording; a log of the past, whose times may be whole days, must show a later time.
 */
export function comesAfter({ at, historic }: Judged, earlier: Instant): boolean {
  return historic ? at > earlier : at >= earlier;
}
