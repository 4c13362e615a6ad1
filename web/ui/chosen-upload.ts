import type { AttachmentRules } from '#contract/attachments';
import { bytesText } from './bytes-text.ts';

/** What is wrong with a chosen file, before anything is sent: a text of the area `files` with what it takes. */
export interface ChoiceFault {
  text: 'tooLarge' | 'wrongKind' | 'empty' | 'tooMany';
  values: Record<string, string | number>;
}

/** The endings of the kinds that may be uploaded, for people: PDF, OFD, JPG. */
export const kindsText = ({ types }: AttachmentRules): string =>
  types
    .filter(({ type }, at) => types.findIndex((one) => one.type === type) === at)
    .map(({ extension }) => extension.toUpperCase())
    .join(' / ');

/** The same for the dialogue of the browser. */
export const acceptOf = ({ types }: AttachmentRules): string =>
  types.map(({ extension, type }) => `.${extension},${type}`).join(',');

/** @param room how many more files may be chosen */
export function faultOf(
  { name, size }: { name: string; size: number },
  rules: AttachmentRules,
  room: number,
): ChoiceFault | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  if (room <= 0) return { text: 'tooMany', values: { name } };
  if (!rules.types.some(({ extension }) => extension === ending))
    return { text: 'wrongKind', values: { name, kinds: kindsText(rules) } };
  if (size === 0) return { text: 'empty', values: { name } };
  if (size > rules.maxBytes)
    return { text: 'tooLarge', values: { name, size: bytesText(size), limit: bytesText(rules.maxBytes) } };
  return null;
}
