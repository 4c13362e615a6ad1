import type { Instant } from '#base/time';
import { Refusal } from '#base/errors';

/**
 * Civil time of a zone, from the time zone data that the runtime itself carries (ICU, by Intl).
 * No library is used because those that know zones ask Intl anew for every instant, at about a
 * microsecond each, which is more than everything else that a due time needs. Here the offsets of half a
 * year are asked once and kept.
 */
export interface Zone {
  readonly name: string;
  /** Milliseconds that civil time is ahead of UTC at an instant. */
  offsetAt(instant: Instant): number;
  /** Civil time as if it were UTC: its days and its time of day are read off by division. */
  localOf(instant: Instant): number;
  /** The instant of a civil time. In the hour that is skipped it moves on; of a doubled hour the earlier. */
  instantOf(local: number): Instant;
}

interface Stretch {
  start: Instant;
  first: number;
  /** Instants from which another offset holds, rising, and that offset. */
  changes: { at: Instant; offset: number }[];
}

const dayMs = 86_400_000;
const stretchMs = 182 * dayMs;
/** Two changes lie further apart than this everywhere (Ramadan breaks of summer time last four weeks). */
const probeMs = 7 * dayMs;
const offsetForm = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

function offsetReader(name: string): (instant: Instant) => number {
  const form = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  return (instant) => {
    const text = form.formatToParts(instant).find((part) => part.type === 'timeZoneName')!.value;
    const [, sign, hours, minutes, seconds] = offsetForm.exec(text)!;
    if (!sign) return 0;
    const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1000;
    return sign === '-' ? -size : size;
  };
}

function readStretch(offsetOf: (instant: Instant) => number, index: number): Stretch {
  const start = index * stretchMs;
  const first = offsetOf(start);
  const changes: Stretch['changes'] = [];
  let known = first;
  for (let from = start; from < start + stretchMs; from += probeMs) {
    const offset = offsetOf(from + probeMs);
    if (offset === known) continue;
    let before = from;
    let after = from + probeMs;
    while (after - before > 1000) {
      const middle = before + Math.floor((after - before) / 2000) * 1000;
      if (offsetOf(middle) === known) before = middle;
      else after = middle;
    }
    changes.push({ at: after, offset });
    known = offset;
  }
  return { start, first, changes };
}

class CachedZone implements Zone {
  readonly name: string;
  private readonly offsetOf: (instant: Instant) => number;
  private readonly stretches = new Map<number, Stretch>();
  private recent: Stretch;

  constructor(name: string) {
    this.name = name;
    this.offsetOf = offsetReader(name);
    this.recent = this.stretchAt(0);
  }

  private stretchAt(instant: Instant): Stretch {
    const index = Math.floor(instant / stretchMs);
    let stretch = this.stretches.get(index);
    if (!stretch) {
      stretch = readStretch(this.offsetOf, index);
      this.stretches.set(index, stretch);
    }
    return stretch;
  }

  private around(instant: Instant): Stretch {
    const since = instant - this.recent.start;
    if (since < 0 || since >= stretchMs) this.recent = this.stretchAt(instant);
    return this.recent;
  }

  offsetAt(instant: Instant): number {
    const { first, changes } = this.around(instant);
    let offset = first;
    for (const change of changes) if (instant >= change.at) offset = change.offset;
    return offset;
  }

  localOf(instant: Instant): number {
    return instant + this.offsetAt(instant);
  }

  instantOf(local: number): Instant {
    const { start, first, changes } = this.around(local);
    const inside = local - start > dayMs && local - start < stretchMs - dayMs;
    if (inside && changes.length === 0) return local - first;
    const before = this.offsetAt(local - dayMs);
    const after = this.offsetAt(local + dayMs);
    if (before === after || this.offsetAt(local - before) === before) return local - before;
    return this.offsetAt(local - after) === after ? local - after : local - before;
  }
}

const zones = new Map<string, Zone>();

/** The zone of an IANA name, built once. An unknown name is refused. */
export function zoneOf(name: string, field = 'zone'): Zone {
  const known = zones.get(name);
  if (known) return known;
  try {
    const zone = new CachedZone(name);
    zones.set(name, zone);
    return zone;
  } catch (error) {
    if (error instanceof RangeError)
      throw new Refusal('field-invalid', {
        field,
        expected: 'an IANA time zone such as Asia/Shanghai',
        detail: name,
      });
    throw error;
  }
}
