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
/** Units of the loops' own clock in a second (`mdhd`). */
const timescale = 10_240n;

/** The loop as a live playlist: by the clock, segment after segment slides through, as from a camera that never stops. Pure. */
export function slidingPlaylist(loop: string, now: number): string {
  // A segment is there once it has ended.
  const last = Math.floor(now / segmentMs) - 1;
  const first = last - held + 1;
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${segmentMs / 1000}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    `#EXT-X-MAP:URI="${loop}/init.mp4"`,
  ];
  for (let n = first; n <= last; n++) {
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${toRfc3339(n * segmentMs)}`);
    lines.push(`#EXTINF:${(segmentMs / 1000).toFixed(3)},`, `${loop}/${n}.m4s`);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * A segment of the loop with its place in the stream written into it (`tfdt`, ISO/IEC 14496-12 8.8.12): the timestamps go on where
 * the loop begins anew. Telling of each break instead (`EXT-X-DISCONTINUITY`) makes hls.js count through millions of them.
 */
export function atPlace(segment: Buffer, n: number): Buffer {
  const moved = Buffer.from(segment);
  const box = moved.indexOf('tfdt');
  // Version 1: 64 bits.
  if (box < 0 || moved[box + 4] !== 1) throw new Error('the loop of the demonstration is not as it was made');
  const time = (BigInt(n) * BigInt(segmentMs) * timescale) / 1000n;
  moved.writeBigUInt64BE(time, box + 8);
  return moved;
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
      const [, file] = new RegExp(`^${loop}/(init\\.mp4|\\d{1,12}\\.m4s)$`).exec(uri) ?? [];
      if (!loop || !file) throw new StreamAway('refused');
      const type = 'video/mp4';
      if (file === 'init.mp4') return { type, content: await readFile(path.join(folder, uri)) };
      const n = Number.parseInt(file, 10);
      const segment = await readFile(path.join(folder, loop, `${n % segments}.m4s`));
      return { type, content: atPlace(segment, n) };
    },
  };
}
