import './base.css';
import './print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { MingjingApp } from './app.tsx';
import { startTexts } from './i18n/start.ts';
import { router } from './router.tsx';
import { learnSearch } from './routes/search.ts';
import { watchSession } from './session/session.ts';

/** The script of the page that the address names, and by what its filter is read. */
async function page(): Promise<void> {
  const matches = router.matchRoutes(router.latestLocation);
  const scripts = matches.map(({ routeId }) =>
    router.loadRouteChunk(router.routesById[routeId as '/portal']),
  );
  // What cannot be loaded shows when the router asks again.
  await Promise.allSettled([...scripts, learnSearch()]);
}

/** No `await` at the top: the page's script takes parts of this one, and each would wait for the other. */
async function start(): Promise<void> {
  watchSession();
  // Beside each other: over a slow line one after the other costs a way there and back.
  await Promise.all([startTexts(), page()]);
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element root');
  createRoot(root).render(
    <StrictMode>
      <MingjingApp />
    </StrictMode>,
  );
}

void start();
