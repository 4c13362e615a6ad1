import { defineConfig } from 'vitest/config';

const tests = '{contract,server,web,tools,tests,bench,reference}/**/*.test.{ts,tsx}';
/** Those that install the platforms' parts: these stay installed in their process. */
const ofPlatforms = [
  'server/platforms/**/*.test.ts',
  'tests/{platforms,anomaly-table}.test.ts',
  'tests/open311/*.test.ts',
];
/** Those that install parts of their own, which no other file must meet. */
const apart = ['server/spine/platform/platform.test.ts'];

/**
 * Files share the process of their project (`isolate: false`): each would load the whole server anew, which takes longer than most
 * of them run.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['tests/support/database-server.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [tests],
          exclude: [...ofPlatforms, ...apart, '**/node_modules/**'],
          sequence: { groupOrder: 1 },
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'platforms',
          include: ofPlatforms,
          sequence: { groupOrder: 2 },
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: apart,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          isolate: false,
          // A journey gets one more try where CI runs, and is reported as flaky; one that is wrong fails twice.
          retry: process.env.CI === 'true' ? 1 : 0,
          sequence: { groupOrder: 4 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // As patient as Playwright's own waiting: a busy machine needs more than the second that is usual here.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
