/** One segment of a media playlist (RFC 8216), with what a player needs before it. */
export interface Segment {
  uri: string;
  /** In seconds. */
  duration: number;
  /** The initialisation segment (`EXT-X-MAP`); null for MPEG-TS. */
  map: string | null;
  /** The clock of its first picture, where the playlist tells it (`EXT-X-PROGRAM-DATE-TIME`). */
  at: number | null;
  /** Number in the stream. */
  sequence: number;
  /** The timestamps begin anew with it. */
  discontinuity: boolean;
}

const attribute = (line: string, name: string): string | undefined =>
  new RegExp(`${name}="([^"]*)"`).exec(line)?.[1];
const numberAfter = (line: string): number => Number(line.slice(line.indexOf(':') + 1).split(',')[0]);

/** What a tag says of the next segment. */
interface Pending {
  duration: number;
  map: string | null;
  at: number | null;
  discontinuity: boolean;
}

function takeTag(line: string, pending: Pending): void {
  if (line.startsWith('#EXTINF:')) pending.duration = numberAfter(line);
  else if (line.startsWith('#EXT-X-MAP:')) pending.map = attribute(line, 'URI') ?? null;
  else if (line === '#EXT-X-DISCONTINUITY') pending.discontinuity = true;
  else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) {
    const at = Date.parse(line.slice(line.indexOf(':') + 1));
    pending.at = Number.isNaN(at) ? null : at;
  }
}

/** The segments of a media playlist, in order; none of a master playlist. Pure. */
export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = [];
  const pending: Pending = { duration: 0, map: null, at: null, discontinuity: false };
  let sequence = 0;
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (line.startsWith('#EXT-X-MEDIA-SEQUENCE:')) sequence = numberAfter(line);
    else if (line.startsWith('#')) takeTag(line, pending);
    else if (line && pending.duration > 0) {
      segments.push({ uri: line, sequence, ...pending });
      const end = pending.at === null ? null : pending.at + pending.duration * 1000;
      Object.assign(pending, { duration: 0, at: end, discontinuity: false });
      sequence += 1;
    }
  }
  return segments;
}

/** The first variant that a master playlist names; null for a media playlist. */
export function firstVariant(text: string): string | null {
  const lines = text.split(/\r?\n/).map((one) => one.trim());
  const at = lines.findIndex((line) => line.startsWith('#EXT-X-STREAM-INF:'));
  if (at < 0) return null;
  return lines.slice(at + 1).find((line) => line && !line.startsWith('#')) ?? null;
}

/** A playlist in which every address goes through `address`: of segments, of initialisation segments, of keys. Pure. */
export function withAddresses(text: string, address: (uri: string) => string): string {
  return text
    .split(/\r?\n/)
    .map((line) => {
      if (!line.trim()) return line;
      if (!line.startsWith('#')) return address(line.trim());
      return line.replace(/URI="([^"]*)"/g, (_, uri: string) => `URI="${address(uri)}"`);
    })
    .join('\n');
}

/**
 * The newest segments that play as one file, at most so many seconds: a clip never reaches over a place where the timestamps
 * begin anew. Pure.
 */
export function newestRun(segments: readonly Segment[], seconds: number): Segment[] {
  const run: Segment[] = [];
  let left = seconds;
  for (const segment of segments.toReversed()) {
    if (run.length > 0 && (left < segment.duration || segment.map !== run[0]!.map)) break;
    run.unshift(segment);
    left -= segment.duration;
    if (segment.discontinuity) break;
  }
  return run;
}
