import type { Bilingual } from '#contract/text';

/** What was read otherwise than it was drawn. */
export interface Note {
  element: string;
  text: Bilingual;
}
