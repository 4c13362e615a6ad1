import { z } from 'zod';
import { type Bilingual, bilingual, code } from '#contract/text';

/**
 * Something that a case must hold when it closes, such as a notice of acceptance (办结要件): its code, as events name it, and what people
 * call it. Of the code alone, as every stored version once had it, people see that.
 */
export const itemContent = z.union([code, z.object({ code, name: bilingual })]);
export type ItemContent = z.infer<typeof itemContent>;

export const codeOfContent = (content: ItemContent): string =>
  typeof content === 'string' ? content : content.code;

/**
 * The names of contents by their codes; those without a name are left out.
 * @param codes of those that are asked for, as data of an event have them: a list, or nothing
 */
export function namesOfContents(contents: readonly ItemContent[], codes: unknown): Record<string, Bilingual> {
  const asked: unknown[] = Array.isArray(codes) ? codes : [];
  return Object.fromEntries(
    contents.flatMap((content) =>
      typeof content !== 'string' && asked.includes(content.code) ? [[content.code, content.name]] : [],
    ),
  );
}
