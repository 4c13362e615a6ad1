// The pages may run no code that is made from text (Content-Security-Policy). zod, which would like to, reads this before
// its first schema and does not even try; a module of the pages would come too late.
globalThis.__zod_globalConfig = { jitless: true };
