/**
 * @typedef {object} Picture
 * @property {string} name - of the file, without its ending: face, page, then what is special about it
 * @property {string} address
 * @property {number} [width]
 * @property {number} [height]
 * @property {'zh-CN' | 'en-US'} [locale]
 * @property {'light' | 'dark'} [scheme]
 * @property {boolean} [full] - the whole page, not only what fits on the screen
 */

const wall = { width: 1920, height: 1080 };
const phone = { width: 360, height: 740 };
const english = { locale: 'en-US' };
const dark = { scheme: 'dark' };
const full = { full: true };

/**
 * The pictures of docs/screenshots.
 * @param {{ receipt: string, case: string, correction: string, item: string }} examples
 * @returns {Picture[]}
 */
export function pictures(examples) {
  const progress = `/progress/${examples.receipt}`;
  const item = `/catalogue/${examples.item}`;
  return [
    { name: 'cockpit', address: '/cockpit', ...wall },
    { name: 'cockpit-en', address: '/cockpit', ...wall, ...english },
    { name: 'cockpit-city-1366', address: '/cockpit?region=370200000000' },
    { name: 'cockpit-phone', address: '/cockpit', ...phone },
    { name: 'portal-home', address: '/', ...full },
    { name: 'portal-home-dark', address: '/', ...dark, ...full },
    { name: 'portal-home-en', address: '/', ...english, ...full },
    { name: 'portal-home-phone', address: '/', ...phone, ...full },
    { name: 'portal-progress', address: progress, ...full },
    { name: 'portal-progress-phone', address: progress, ...phone, ...full },
    { name: 'portal-catalogue', address: '/catalogue?search=xkz' },
    { name: 'portal-item-en', address: item, ...english, ...full },
    { name: 'portal-figures', address: '/figures', ...full },
    { name: 'portal-figures-dark', address: '/figures', ...dark },
    { name: 'workbench-desk', address: '/workbench' },
    { name: 'workbench-alerts', address: '/workbench/alerts' },
    { name: 'workbench-alerts-dark-en', address: '/workbench/alerts?level=red', ...dark, ...english },
    { name: 'workbench-case', address: `/workbench/cases/${examples.case}`, ...full },
    { name: 'workbench-case-en', address: `/workbench/cases/${examples.case}`, ...english, ...full },
    { name: 'workbench-corrections', address: '/workbench/corrections' },
    { name: 'workbench-correction', address: `/workbench/corrections/${examples.correction}`, ...full },
    { name: 'workbench-imports', address: '/workbench/imports' },
    { name: 'workbench-item', address: `/workbench${item}`, ...full },
    { name: 'workbench-calendars', address: '/workbench/calendars' },
  ];
}
