import path from 'node:path';
import { withoutSchemas } from './first-page.ts';

/**
 * What most pages share comes in two files: split by who shares what, a page of the workbench was a hundred files, and each costs the
 * browser, the server and a slow line more than the few bytes in it. Shared by at least as many pages as here, it weighs no more.
 */
const minShareCount = 40;

const root = path.join(import.meta.dirname, '..');
/** By its place in the project: the folder that the project lies in may have any name. */
const lies = (where: RegExp) => (id: string) => withoutSchemas(id) && where.test(path.relative(root, id));

export const sharedGroups = [
  { name: 'parts', test: lies(/^node_modules\//), minShareCount },
  { name: 'common', test: lies(/^(web\/(?!i18n\/)|contract\/)/), minShareCount },
];
