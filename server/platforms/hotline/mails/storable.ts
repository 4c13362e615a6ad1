/** A text as the database holds it: without control characters (but line ends and tabs), halves of characters and marks of direction. */
export const storableText = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, '');
