import type { Texts } from '../areas.ts';
import type zh from '../zh/portal.ts';

const texts: Texts<typeof zh> = { title: 'Portal' };
export default texts;
