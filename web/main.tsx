import './base.css';
import './print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { MingjingApp } from './app.tsx';
import { startTexts } from './i18n/start.ts';
import { watchSession } from './session/session.ts';

watchSession();
await startTexts();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element root');
createRoot(root).render(
  <StrictMode>
    <MingjingApp />
  </StrictMode>,
);
