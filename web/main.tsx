import './base.css';
import './print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { MingjingApp } from './app.tsx';
import { startTexts } from './i18n/start.ts';
import { watchSession } from './session/session.ts';

// Zod would write itself faster functions as text, which the server's content security policy keeps pages from running.
z.config({ jitless: true });
watchSession();
await startTexts();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element root');
createRoot(root).render(
  <StrictMode>
    <MingjingApp />
  </StrictMode>,
);
