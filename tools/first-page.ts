import type { HtmlTagDescriptor, Plugin } from 'vite';

/**
 * The portal's first page comes in few files: over a slow line each further one costs a way there and back. The rest
 * stays split by page. Dependencies are named here instead of followed: what a module of the contract passes on of its
 * schemas counts as its dependency, whether or not it is used.
 */
const home = new RegExp(
  [
    'web/portal/(portal-layout|home-page|receipt|receipt-form|code-form|kind-links|province-figures)',
    'web/platforms/services/guide/(guide-search|kept-region)',
    'web/session/(account-menu|session)',
    'web/ui/(face-header|language-switch|theme-switch|mirror|demo-badge|tag|installation|page-header|query-view)',
    'web/ui/(waiting-lines|count-link|shares|plain-button)',
    'web/appearance',
    'contract/catalogue',
    'clsx/dist/clsx',
    '@ant-design/(icons|icons-svg)/es/.*/(Sun|Moon|Desktop|Global|Login)Outlined',
    '@ant-design/(icons|colors|fast-color)/es/(?!asn|icons/).*',
  ]
    .map((files) => `${files}(\\.module)?\\.(m?js|tsx?|css)$`)
    .join('|'),
);
/** Schemas are left out: whoever only reads answers does without them (`contractWithoutSchemas`). */
export const withoutSchemas = (id: string) => !id.endsWith('?schemas') && !id.includes('node_modules/zod/');

export const firstPageGroups = [
  { name: 'first', test: withoutSchemas, tags: ['$initial' as const], priority: 2 },
  { name: 'home', test: home, priority: 1 },
];

/** Lets the browser fetch the first page and its Chinese texts beside the script that will ask for them. */
export function firstPage(): Plugin {
  return {
    name: 'first-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
        return ['home', 'first-zh'].map((name): HtmlTagDescriptor => {
          const chunk = chunks.find((one) => one.name === name);
          if (!chunk) throw new Error(`the build has no chunk ${name}`);
          return {
            tag: 'link',
            attrs: { rel: 'modulepreload', href: `/${chunk.fileName}` },
            injectTo: 'head',
          };
        });
      },
    },
  };
}
