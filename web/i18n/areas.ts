import type cockpit from './zh/cockpit.ts';
import type portal from './zh/portal.ts';
import type shell from './zh/shell.ts';
import type terms from './zh/terms.ts';
import type workbench from './zh/workbench.ts';

/** The areas of texts; one file per area and language. A new area is one line here and two files. */
export interface Areas {
  shell: typeof shell;
  terms: typeof terms;
  portal: typeof portal;
  cockpit: typeof cockpit;
  workbench: typeof workbench;
}

/** The same keys with other words; a plural of English stands beside the one form that Chinese has. */
export type Texts<T> = {
  [K in keyof T as K extends `${infer Stem}_other` ? K | `${Stem}_one` : K]: T[K] extends string
    ? string
    : Texts<T[K]>;
};
