import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{contract,server,web,tools,tests,bench,reference}/**/*.test.{ts,tsx}'],
          exclude: ['server/platforms/**', '**/node_modules/**'],
          globalSetup: ['tests/support/database-server.ts'],
          sequence: { groupOrder: 1 },
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'platforms',
          include: ['server/platforms/**/*.test.ts'],
          globalSetup: ['tests/support/database-server.ts'],
          sequence: { groupOrder: 2 },
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Each would load the whole server anew. Their parts are installed once and stay; files of the spine, which are told
          // with other parts, are kept apart.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          // One after the other: two at a time take eight minutes less on two cores, and then some waits come too late.
          fileParallelism: false,
          // A journey gets one more try where CI runs, and is reported as flaky; one that is wrong fails twice.
          retry: process.env.CI === 'true' ? 1 : 0,
          globalSetup: ['tests/support/database-server.ts'],
          sequence: { groupOrder: 3 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // As patient as Playwright's own waiting: a busy machine needs more than the second that is usual here.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
