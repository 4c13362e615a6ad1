import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.MINGJING_API ?? 'http://localhost:3000';

export default defineConfig({
  root: 'web',
  cacheDir: '../.cache/vite',
  plugins: [react()],
  server: {
    port: 5173,
    // The event stream must not be buffered, and its connection must outlive the proxy's usual patience.
    proxy: { '/api': { target: server, timeout: 0, proxyTimeout: 0 }, '/map': server },
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    // Without it the barrel of antd pulls every component into the first page (414 instead of 234 kB).
    rolldownOptions: { experimental: { lazyBarrel: true } },
  },
});
