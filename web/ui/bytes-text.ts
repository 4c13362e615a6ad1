const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A size in bytes with one decimal at most, in powers of 1,000 (IEC 80000-13). */
export function bytesText(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}
