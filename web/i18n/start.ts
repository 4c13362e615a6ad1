import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstLanguage, markDocument } from './language.ts';

type TextFile = { default: Record<string, unknown> };
const firstAreas = ['shell', 'terms', 'session', 'portal', 'services-guide'];
const files = import.meta.glob<TextFile>([
  './{zh,en}/*.ts',
  '!./*/{shell,terms,session,portal,services-guide}.ts',
]);
const firstFiles: Record<string, () => Promise<TextFile>> = {
  zh: () => import('./first-zh.ts'),
  en: () => import('./first-en.ts'),
};

/** Loads the texts of one area in one language when a page first needs them. */
const lazyTexts: BackendModule = {
  type: 'backend',
  init() {},
  read(language, area, done) {
    const first = firstAreas.includes(area);
    const load = first ? firstFiles[language] : files[`./${language}/${area}.ts`];
    if (!load) return done(new Error(`no texts ${language}/${area}`), false);
    load().then(
      (file) => done(null, (first ? file.default[area] : file.default) as Record<string, unknown>),
      (error: Error) => done(error, false),
    );
  },
};

/** Readies the texts of the shell in the reader's language; other areas follow when they are used. */
export async function startTexts(): Promise<void> {
  const language = firstLanguage();
  await i18next
    .use(lazyTexts)
    .use(initReactI18next)
    .init({
      lng: language,
      supportedLngs: ['zh', 'en'],
      load: 'languageOnly',
      fallbackLng: false,
      // A list of its own: i18next adds to it what is loaded later.
      ns: [...firstAreas],
      defaultNS: 'shell',
      // React escapes by itself.
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  markDocument(language);
}
