/**
 * Where somebody goes after signing in: an address of this very site, else the given one. What stands in a link must
 * never lead elsewhere (CWE-601), nor back to the sign-in itself.
 */
export function returnAddress(asked: string | undefined, otherwise = '/workbench'): string {
  if (!asked?.startsWith('/')) return otherwise;
  const here = 'http://here.invalid';
  // The parser of addresses decides, as the browser would: it knows `//host`, `/\host` and tabs between the slashes.
  const url = URL.canParse(asked, here) ? new URL(asked, here) : null;
  if (url?.origin !== here || /^\/(\/|sign-in(\/|$))/.test(url.pathname)) return otherwise;
  return url.pathname + url.search + url.hash;
}
