/**
 * What of a description everybody may read. Whoever writes it knows that it is sent to a public interface, and still puts numbers
 * of people into it: identity numbers (GB 11643), telephone numbers and addresses of mail are taken out.
 */
const hidden: readonly [RegExp, string][] = [
  [/(?<!\d)\d{17}[\dXx](?!\d)/g, '［身份证号］'],
  [/(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/g, '［电话］'],
  [/(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/g, '［电话］'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '［邮箱］'],
];

/** The text without numbers and addresses of people. */
export const publicWords = (text: string): string =>
  hidden.reduce((known, [pattern, instead]) => known.replaceAll(pattern, instead), text);
