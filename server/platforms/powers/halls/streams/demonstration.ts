import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { toRfc3339 } from '#base/time';
import { type Stream, StreamAway } from './stream.ts';

/**
 * Loops of twelve seconds that ffmpeg made once of its own test patterns (testsrc2, testsrc; H.264 in fMP4): no place, no people.
 * `reference/demonstration/streams/`.
 */
const loops = ['window', 'lobby'];
const folder = path.join(import.meta.dirname, '../../../../../reference/demonstration/streams');
const segmentMs = 2_000;
const segments = 6;
/** How many segments a playlist holds at a time. */
const held = 6;

/**
 * The loop as a live playlist: by the clock, segment after segment slides through. Where the loop begins anew the timestamps do,
 * which the playlist says (`EXT-X-DISCONTINUITY`). Pure.
 */
export function slidingPlaylist(loop: string, now: number): string {
  // A segment is there once it has ended.
  const last = Math.floor(now / segmentMs) - 1;
  const first = last - held + 1;
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${segmentMs / 1000}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${Math.floor((first + segments - 1) / segments)}`,
    `#EXT-X-MAP:URI="${loop}/init.mp4"`,
  ];
  for (let n = first; n <= last; n++) {
    if (n % segments === 0) lines.push('#EXT-X-DISCONTINUITY');
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${toRfc3339(n * segmentMs)}`);
    lines.push(`#EXTINF:${(segmentMs / 1000).toFixed(3)},`, `${loop}/${n % segments}.m4s`);
  }
  return `${lines.join('\n')}\n`;
}

/** `demonstration:window`, `demonstration:lobby`; every other name is a camera that is away. */
export function demonstrationStream(name: string): Stream {
  const loop = loops.find((one) => one === name);
  return {
    async playlist(now) {
      if (!loop) throw new StreamAway('demonstration');
      return slidingPlaylist(loop, now);
    },
    async part(uri) {
      if (!loop || !new RegExp(`^${loop}/(init\\.mp4|[0-5]\\.m4s)$`).test(uri))
        throw new StreamAway('refused');
      return { type: 'video/mp4', content: await readFile(path.join(folder, uri)) };
    },
  };
}
