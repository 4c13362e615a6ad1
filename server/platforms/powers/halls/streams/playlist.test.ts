import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demonstrationStream, slidingPlaylist } from './demonstration.ts';
import { firstVariant, newestRun, segmentsOf, withAddresses } from './playlist.ts';

const at = Date.parse('2026-11-20T02:00:00Z');

describe('a media playlist', () => {
  const text = [
    '#EXTM3U',
    '#EXT-X-MEDIA-SEQUENCE:7',
    '#EXT-X-KEY:METHOD=AES-128,URI="key.bin"',
    '#EXT-X-MAP:URI="init.mp4"',
    '#EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:00+08:00',
    '#EXTINF:4.5,title',
    'a.m4s',
    '#EXTINF:2,',
    'b.m4s',
    '#EXT-X-DISCONTINUITY',
    '#EXTINF:2,',
    'c.m4s',
  ].join('\r\n');

  test('given tags, then each segment has its number, its clock and its initialisation', () => {
    expect(segmentsOf(text)).toEqual([
      { uri: 'a.m4s', sequence: 7, duration: 4.5, map: 'init.mp4', at, discontinuity: false },
      { uri: 'b.m4s', sequence: 8, duration: 2, map: 'init.mp4', at: at + 4500, discontinuity: false },
      { uri: 'c.m4s', sequence: 9, duration: 2, map: 'init.mp4', at: at + 6500, discontinuity: true },
    ]);
  });

  test('given addresses to hide, then no address of the gateway is left: of segments, initialisation, keys', () => {
    const hidden = withAddresses(text, (uri) => `parts/${Buffer.from(uri).toString('hex')}`);
    expect(hidden).not.toMatch(/m4s|mp4|key\.bin/);
    expect(hidden.match(/parts\//g)).toHaveLength(5);
  });

  test('given a master playlist, then its first variant is named, and of a media playlist none', () => {
    expect(firstVariant('#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/index.m3u8\n')).toBe('low/index.m3u8');
    expect(firstVariant(text)).toBeNull();
  });

  test('given a clip, then it does not reach over a place where the timestamps begin anew', () => {
    expect(newestRun(segmentsOf(text), 60).map(({ uri }) => uri)).toEqual(['c.m4s']);
    expect(newestRun(segmentsOf(text).slice(0, 2), 6).map(({ uri }) => uri)).toEqual(['b.m4s']);
  });
});

describe('the loop of the demonstration as a live playlist', () => {
  test('given any two moments, then a segment keeps its number, its clock and its address', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 60 }), (step, later) => {
        const first = slidingPlaylist('window', at + step * 500);
        const second = slidingPlaylist('window', at + (step + later) * 500);
        const known = new Map(segmentsOf(first).map((one) => [one.sequence, one]));
        for (const one of segmentsOf(second)) {
          expect(known.get(one.sequence) ?? one).toEqual(one);
          expect([one.at, one.uri]).toEqual([one.sequence * 2000, `window/${one.sequence}.m4s`]);
        }
      }),
    );
  });

  test('given segments over the place where the loop begins anew, then their timestamps go on by two seconds', async () => {
    const stream = demonstrationStream('window');
    const timeOf = async (n: number) => {
      const { content } = await stream.part(`window/${n}.m4s`);
      return content.readBigUInt64BE(content.indexOf('tfdt') + 8);
    };
    const times = await Promise.all([600_000_005, 600_000_006, 600_000_007].map(timeOf));
    expect([times[1]! - times[0]!, times[2]! - times[1]!]).toEqual([20_480n, 20_480n]);
  });

  test('given an address that is no part of the loop, then it is refused', async () => {
    await expect(demonstrationStream('window').part('window/../../seals.json')).rejects.toThrow('refused');
    await expect(demonstrationStream('off').playlist(at)).rejects.toThrow('demonstration');
  });
});
