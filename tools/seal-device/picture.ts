import { crc32, deflateSync } from 'node:zlib';

const width = 320;
const height = 220;

/** One chunk of a PNG (ISO/IEC 15948). */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Lines of a text, and the round impression over their end; `n` turns the impression a little, so that no two are alike. */
function colourAt(x: number, y: number, n: number): [number, number, number] {
  const distance = Math.hypot(x - 225 - (n % 7), y - 140 - (n % 5));
  if (distance > 50 && distance < 56) return [196, 30, 38];
  const angle = (Math.atan2(y - 140, x - 225) * 180) / Math.PI + n * 11;
  if (distance < 40 && distance > 16 && Math.abs(((angle % 72) + 72) % 72) < 14) return [196, 30, 38];
  const line = y > 24 && y < 190 && y % 20 < 5 && x > 24 && x < 296 - ((y * 13) % 90);
  return line ? [70, 74, 82] : [250, 249, 245];
}

/** A drawn picture of a stamped page, as PNG: what a camera would have seen. */
export function drawnPicture(n: number): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows.set(colourAt(x, y, n), y * (1 + width * 3) + 1 + x * 3);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits each of red, green and blue.
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
