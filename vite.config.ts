import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { contractWithoutSchemas } from './tools/contract-without-schemas.ts';
import { firstPage, firstPageGroups } from './tools/first-page.ts';
import { sharedGroups } from './tools/shared-scripts.ts';

const server = process.env.MINGJING_API ?? 'http://localhost:3000';

/** Lays compressed forms beside each text file, so that the server hands them out without any work. */
function compressed(): Plugin {
  const brotli = promisify(brotliCompress);
  const worthIt = /\.(js|css|html|svg|json)$/;
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved(config) {
      folder = path.resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      const files = await readdir(folder, { recursive: true });
      for (const file of files.filter((name) => worthIt.test(name))) {
        const text = await readFile(path.join(folder, file));
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
        await writeFile(path.join(folder, `${file}.br`), await brotli(text, quality));
        await writeFile(path.join(folder, `${file}.gz`), await promisify(gzip)(text));
      }
    },
  };
}

export default defineConfig({
  root: 'web',
  cacheDir: '../.cache/vite',
  plugins: [contractWithoutSchemas(), react(), firstPage(), compressed()],
  server: {
    port: 5173,
    // The event stream must not be buffered, and its connection must outlive the proxy's usual patience.
    proxy: { '^/api/': { target: server, timeout: 0, proxyTimeout: 0 }, '/map': server },
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    // Without it the barrel of antd pulls every component into the first page (414 instead of 234 kB).
    rolldownOptions: {
      experimental: { lazyBarrel: true },
      output: {
        codeSplitting: {
          // Groups name what they hold (`tools/first-page.ts`).
          includeDependenciesRecursively: false,
          groups: [...firstPageGroups, ...sharedGroups],
        },
      },
    },
  },
});
