import type { Texts } from '../areas.ts';
import type zh from '../zh/workbench.ts';

const texts: Texts<typeof zh> = { title: 'Workbench' };
export default texts;
