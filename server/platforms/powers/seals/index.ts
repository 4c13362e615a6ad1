import { seals } from './register/index.ts';
import { stampings } from './stampings/index.ts';

/** What the platform takes from seals. */
export const sealsOfVillages = { parts: [seals, stampings] };
