import type { Texts } from '../areas.ts';
import type zh from '../zh/cockpit.ts';

const texts: Texts<typeof zh> = { title: 'Cockpit' };
export default texts;
