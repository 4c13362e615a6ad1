import { z } from 'zod';
import { bilingual, code } from '#contract/text';

/** Who provides a material. */
export const materialProviders = {
  applicant: { zh: '申请人自备', en: 'The applicant' },
  organ: { zh: '政府部门核发', en: 'A government organ' },
  intermediary: { zh: '中介机构或法定机构', en: 'An intermediary or a body named by law' },
  shared: { zh: '系统共享，免于提交', en: 'Shared between systems: need not be handed in' },
} as const;

/** In which form it is handed in. */
export const materialCopies = {
  original: { zh: '原件', en: 'Original' },
  copy: { zh: '复印件', en: 'Copy' },
  both: { zh: '原件和复印件', en: 'Original and copy' },
} as const;

const keysOf = <T extends object>(names: T) =>
  Object.keys(names) as [keyof T & string, ...(keyof T & string)[]];

/** A file to download: on this server (`/…`) or elsewhere (`https://…`). */
export const fileLink = z
  .string()
  .max(400)
  .regex(/^(\/[^/\\\s][^\\\s]*|https:\/\/[^\s]+)$/, 'an address that begins with / or https://');

/** What an applicant hands in. What was added to this after the first editions is absent there. */
export const itemMaterial = z.object({
  code,
  name: bilingual,
  required: z.boolean().default(true),
  /** What it is for, what it must show. */
  description: bilingual.optional(),
  provider: z.enum(keysOf(materialProviders)).optional(),
  copies: z.enum(keysOf(materialCopies)).optional(),
  /** How many of them. */
  count: z.number().int().min(1).max(99).optional(),
  /** Whether it is taken in electronic form. */
  electronic: z.boolean().optional(),
  /** An empty form to fill in. */
  blank: fileLink.optional(),
  /** A filled-in example. */
  sample: fileLink.optional(),
});
export type ItemMaterial = z.infer<typeof itemMaterial>;
