/** Where in the form a problem belongs: `flow.steps.0.code` or `flow.steps[0].code` as the path of a field. */
export function problemPath(field: string): (string | number)[] {
  return field
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/**
 * The same place in words, e.g. "Flow, step 2, limit".
 * @param nameOf the name of one part, or undefined for a part that needs none (such as `flow`)
 * @param nth the word for the entry of a list, counted from one
 */
export function problemPlace(
  path: readonly (string | number)[],
  nameOf: (part: string) => string | undefined,
  nth: (position: number) => string,
): string {
  return path
    .map((part) => (typeof part === 'number' ? nth(part + 1) : nameOf(part)))
    .filter((word) => word !== undefined && word !== '')
    .join(' · ');
}
