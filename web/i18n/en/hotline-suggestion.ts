import type { Texts } from '../areas.ts';
import type zh from '../zh/hotline-suggestion.ts';

const texts: Texts<typeof zh> = {
  title: 'Suggested categories',
  how_one: 'By the words of {{count}} ticket here; you choose:',
  how_other: 'By the words of {{count}} tickets here; you choose:',
  because: 'because of: {{words}}',
  comma: ', ',
};
export default texts;
