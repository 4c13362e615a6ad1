import type { Texts } from '../areas.ts';
import type zh from '../zh/hotline-search.ts';

const texts: Texts<typeof zh> = {
  title: 'Find tickets',
  sub: 'Tickets within your reach by what was said, where, or their number; the newest first.',
  words: 'Words, place or number',
  placeholder: 'Several words, set apart by blanks',
  region: 'Place',
  emergency: 'Emergency',
  start: 'Type what to look for',
  startHint: 'Words are set apart by blanks; all of them have to be there.',
  none: 'No ticket found',
  noneHint: 'Say it otherwise, or leave a word out.',
  found_one: '{{count}} ticket',
  found_other: '{{count}} tickets',
  foundMore_one: 'The newest ticket; there are more, another word narrows it',
  foundMore_other: 'The newest {{count}} tickets; there are more, another word narrows it',
};
export default texts;
