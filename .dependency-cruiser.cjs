// Which way things may look (docs/architecture.md): contract ← base ← spine ← platforms/X ← main; web sees contract.
const error = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

const test = '\\.test\\.tsx?$';
const ours = '^(contract|server|web|tests|bench|tools)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    error(
      'contract-imports-nothing-of-ours',
      'The contract is read by server and web alike.',
      { path: '^contract/', pathNot: test },
      { path: ours, pathNot: '^contract/' },
    ),
    error(
      'contract-zod-only',
      'The contract is shapes: zod and nothing else.',
      { path: '^contract/', pathNot: test },
      { dependencyTypesNot: ['core'], path: 'node_modules/', pathNot: 'node_modules/zod/' },
    ),
    error(
      'contract-without-node',
      'A browser reads it too.',
      { path: '^contract/', pathNot: test },
      { dependencyTypes: ['core'] },
    ),
    error(
      'base-below-the-domain',
      'The base knows no word of the domain.',
      { path: '^server/base/' },
      { path: '^server/(spine|platforms|main\\.ts|cli\\.ts|http/)' },
    ),
    error(
      'spine-names-no-platform',
      'Platforms register with the spine, never the other way round.',
      { path: '^server/spine/' },
      { path: '^server/(platforms|main\\.ts|cli\\.ts)' },
    ),
    error(
      'platforms-below-main',
      'Only the composition root knows them all.',
      { path: '^server/platforms/' },
      { path: '^server/(main\\.ts|cli\\.ts)' },
    ),
    error(
      'platforms-do-not-know-each-other',
      'From one platform to another goes an event, through spine/referrals.',
      { path: '^server/platforms/([^/]+)/' },
      { path: '^server/platforms/([^/]+)/', pathNot: '^server/platforms/$1/' },
    ),
    error(
      'web-sees-the-contract-alone',
      'What the server derives, the web never derives again.',
      { path: '^web/' },
      { path: '^(server|bench|tests|tools)/' },
    ),
    error(
      'web-runs-in-a-browser',
      'No module of Node reaches a browser.',
      { path: '^web/', pathNot: test },
      { dependencyTypes: ['core'] },
    ),
    error(
      'server-does-not-see-the-web',
      'The server serves files; it imports none of the web.',
      { path: '^(contract|server)/' },
      { path: '^web/' },
    ),
    error(
      'source-does-not-see-tests',
      'Support for tests stays out of what runs.',
      { path: '^(contract|server|web)/', pathNot: test },
      { path: `^(tests|bench)/|${test}` },
    ),
    error(
      'query-layer-in-its-places',
      'SQL is written in stores, the spine and the database part of the base.',
      {
        path: '^(contract|server|web)/',
        pathNot: `${test}|/store\\.ts$|^server/spine/|^server/base/(db|postgres|migrations|start-database|pg-)[^/]*\\.ts$`,
      },
      { path: 'node_modules/(kysely|pg|pg-[^/]+)/' },
    ),
    error(
      'no-cycles',
      'Two files that need each other are one idea, or lack a third.',
      {},
      { circular: true },
    ),
    error(
      'everything-resolves',
      'An import that leads nowhere hides from every other rule.',
      { path: ours },
      { couldNotResolve: true },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|\\.cache)/' },
    // Type imports are imports: a cycle of types is a cycle of ideas.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
