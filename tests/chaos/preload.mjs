// Loaded before anything else into a process that may be killed: seeds the bug it is to have, and counts its acts so that it
// can be killed at one of them. Plain JavaScript: it comes before the loader of TypeScript.
import { register } from 'node:module';
import { listen } from './acts.mjs';

const bug = process.env.MINGJING_CHAOS_BUG;
// The loader of TypeScript is registered after this one, is therefore asked first, and gets the altered text from here.
if (bug) register('./source-hook.mjs', { parentURL: import.meta.url, data: JSON.parse(bug) });
listen();
