// A worker begins with plain Node: TypeScript first, wherever the process was started from, then the worker itself.
import '@oxc-node/core/register';

await import('./draw-worker.ts');
