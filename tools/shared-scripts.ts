/**
 * What most pages share comes in two files: split by who shares what, a page of the workbench was a hundred files, and each costs the
 * browser, the server and a slow line more than the few bytes in it. Shared by at least as many pages as here, it weighs no more.
 */
const minShareCount = 40;
const alone = { includeDependenciesRecursively: false };

export const sharedGroups = [
  // Schemas are left out: whoever only reads answers does without them (`contractWithoutSchemas`).
  { ...alone, name: 'parts', test: /\/node_modules\/(?!zod\/)/, minShareCount },
  { ...alone, name: 'common', test: /\/(web\/(?!i18n\/)|contract\/)[^?]*$/, minShareCount },
];
