/**
 * A text of its own. Texts that are cut out of a piece of a file point into it and keep the whole piece in
 * memory as long as they live: what outlives a case or a batch is copied.
 */
export function ownText(text: string): string {
  // The engine copies texts below this length itself.
  return text.length < 13 ? text : Buffer.from(text).toString();
}
