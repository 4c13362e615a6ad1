import { toStorable } from '#base/storable-text';

/** Longest name that is kept, in characters; longer ones lose their middle, never their ending. */
const longest = 120;

/**
 * The name of an uploaded file as it is shown and offered again: never a path, without characters that change what is seen
 * (controls, and the marks of direction by which `exe.pdf` is made to look like `fdp.exe`; Unicode UAX #9).
 */
export function fileName(given: string): string {
  const last = toStorable(given).split(/[/\\]/).at(-1)!;
  const clean = last
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .trim()
    .replace(/^\.+/, '');
  const letters = [...clean];
  if (letters.length <= longest) return clean || 'file';
  const ending = [...extensionOf(clean)].slice(0, 10).join('');
  return `${letters.slice(0, longest - ending.length - 2).join('')}….${ending}`;
}

/** What stands after the last dot, in small letters; empty where there is none. */
export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The header that makes a browser save a file under its name instead of showing it (RFC 6266, RFC 8187). */
export function asDownload(name: string): string {
  const plain = name.replaceAll(/[^\w. -]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
