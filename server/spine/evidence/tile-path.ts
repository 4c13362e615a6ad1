/** Hashes in a full tile, and entries in a full bundle (C2SP tlog-tiles: trees of height 8). */
export const tileWidth = 256;

/** The levels of the tree that one tile spans. */
export const tileHeight = 8;

/** The index of a tile in groups of three digits, all but the last with an x before it: 1234067 is x001/x234/067. */
function indexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) as string[];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}

const suffix = (width: number): string => (width === tileWidth ? '' : `.p/${width}`);

/** Where a tile of hashes is, below the prefix of the log: `tile/<L>/<N>[.p/<W>]` of C2SP tlog-tiles. */
export function tilePath(level: number, index: number, width: number = tileWidth): string {
  return `tile/${level}/${indexPath(index)}${suffix(width)}`;
}

/** Where a bundle of entries is: `tile/entries/<N>[.p/<W>]`. */
export function entriesPath(index: number, width: number = tileWidth): string {
  return `tile/entries/${indexPath(index)}${suffix(width)}`;
}

/** The folder of the partial tiles or bundles of a path of a full one. */
export const partialsPath = (fullPath: string): string => `${fullPath}.p`;

const tileFile =
  /^tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/**
 * Reads such a path, as it comes in a request or from a folder.
 * @returns undefined where it is none: other digits, leading groups of zeroes, a width of 0 or above 255
 */
export function readTilePath(
  path: string,
): { level: number | 'entries'; index: number; width: number } | undefined {
  const [, place, groups, digits] = tileFile.exec(path) ?? [];
  if (!place || !groups) return undefined;
  const index = Number(groups.replaceAll(/[x/]/g, ''));
  const width = digits === undefined ? tileWidth : Number(digits);
  if (!Number.isSafeInteger(index) || indexPath(index) !== groups) return undefined;
  if (digits !== undefined && width >= tileWidth) return undefined;
  return { level: place === 'entries' ? 'entries' : Number(place), index, width };
}
