// Base 45 of RFC 9285: the letters that a QR code has a short form for (ISO/IEC 18004, alphanumeric mode).

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Two bytes are three letters, a last single one is two. */
export function formatBase45(bytes: Buffer): string {
  let text = '';
  const put = (value: number, count: number) => {
    for (let i = 0, rest = value; i < count; i++, rest = Math.floor(rest / 45)) text += letters[rest % 45];
  };
  for (let at = 0; at < bytes.length; at += 2) {
    if (at + 1 < bytes.length) put(bytes.readUInt16BE(at), 3);
    else put(bytes[at] as number, 2);
  }
  return text;
}

/** The bytes of such a text, or undefined where it is none. */
export function parseBase45(text: string): Buffer | undefined {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = Array.from(text.slice(at, at + 3), (letter) => letters.indexOf(letter));
    const value = group.reduceRight((sum, digit) => sum * 45 + digit, 0);
    if (group.length < 2 || group.includes(-1) || value > (group.length === 3 ? 0xffff : 0xff))
      return undefined;
    if (group.length === 3) bytes.push(value >> 8, value & 0xff);
    else bytes.push(value);
  }
  return Buffer.from(bytes);
}
