import type { TestProject } from 'vitest/node';
import { makeRunFolder, removeRunFolder } from './run-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of the run's own embedded server, which the first test that needs it starts. */
    testDataFolder: string;
  }
}

/** Once per run: gives the tests a folder for their server; afterwards stops the server and removes it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeRunFolder('mingjing-test-');
  project.provide('testDataFolder', folder);
  return () => removeRunFolder(folder);
}
