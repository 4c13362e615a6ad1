import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstLanguage, markDocument } from './language.ts';

type TextFile = { default: Record<string, unknown> };
const files = import.meta.glob<TextFile>('./{zh,en}/*.ts');

/** Loads the texts of one area in one language when a page first needs them. */
const lazyTexts: BackendModule = {
  type: 'backend',
  init() {},
  read(language, area, done) {
    const load = files[`./${language}/${area}.ts`];
    if (!load) return done(new Error(`no texts ${language}/${area}`), false);
    load().then(
      (file) => done(null, file.default),
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
      ns: ['shell', 'terms'],
      defaultNS: 'shell',
      // React escapes by itself.
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
  markDocument(language);
}
