/**
 * @typedef {object} Picture
 * @property {string} name - of the file, without its ending: face, page, then what is special about it
 * @property {string} address
 * @property {number} [width]
 * @property {number} [height]
 * @property {'zh-CN' | 'en-US'} [locale]
 * @property {'light' | 'dark'} [scheme]
 * @property {string} [as] - the invented account that has signed in
 * @property {boolean} [full] - the whole page, not only what fits on the screen
 */

const wall = { width: 1920, height: 1080 };
const phone = { width: 360, height: 740 };
const english = { locale: 'en-US' };
const dark = { scheme: 'dark' };
const full = { full: true };
const supervisor = { as: 'supervision-head-shandong' };
const system = { as: 'system-administrator' };
const security = { as: 'security-administrator' };
const auditor = { as: 'auditor' };

/**
 * The pictures of docs/screenshots.
 * @param {{ receipt: string, case: string, correction: string, item: string }} examples
 * @returns {Picture[]}
 */
export function pictures(examples) {
  const progress = `/progress/${examples.receipt}`;
  const item = `/services/guide/items/${examples.item}`;
  return [
    { name: 'cockpit', address: '/cockpit', ...wall, ...supervisor },
    { name: 'cockpit-en', address: '/cockpit', ...wall, ...english, ...supervisor },
    { name: 'cockpit-city-1366', address: '/cockpit?region=370200000000', ...supervisor },
    { name: 'cockpit-phone', address: '/cockpit', ...phone, ...supervisor },
    { name: 'portal-home', address: '/', ...full },
    { name: 'portal-home-dark', address: '/', ...dark, ...full },
    { name: 'portal-home-en', address: '/', ...english, ...full },
    { name: 'portal-home-phone', address: '/', ...phone, ...full },
    { name: 'portal-progress', address: progress, ...full },
    { name: 'portal-progress-phone', address: progress, ...phone, ...full },
    { name: 'portal-catalogue', address: '/services/guide/items?search=xkz' },
    { name: 'portal-item-en', address: item, ...english, ...full },
    { name: 'portal-figures', address: '/figures', ...full },
    { name: 'portal-figures-dark', address: '/figures', ...dark },
    { name: 'workbench-desk', address: '/workbench', ...supervisor },
    { name: 'workbench-alerts', address: '/workbench/alerts', ...supervisor },
    {
      name: 'workbench-alerts-dark-en',
      address: '/workbench/alerts?level=red',
      ...dark,
      ...english,
      ...supervisor,
    },
    { name: 'workbench-case', address: `/workbench/cases/${examples.case}`, ...full, ...supervisor },
    {
      name: 'workbench-case-en',
      address: `/workbench/cases/${examples.case}`,
      ...english,
      ...full,
      ...supervisor,
    },
    { name: 'workbench-corrections', address: '/workbench/corrections', ...supervisor },
    {
      name: 'workbench-correction',
      address: `/workbench/corrections/${examples.correction}`,
      ...full,
      ...supervisor,
    },
    { name: 'workbench-imports', address: '/workbench/imports', ...system },
    { name: 'workbench-item', address: `/workbench${item}`, ...full, ...system },
    { name: 'workbench-calendars', address: '/workbench/calendars', ...system },
    {
      name: 'workbench-statistics',
      address: '/workbench/statistics?rows=region&columns=colour',
      ...full,
      ...supervisor,
    },
    { name: 'workbench-scores', address: '/workbench/powers/scores', ...supervisor },
    { name: 'workbench-halls', address: '/workbench/powers/halls', ...full, ...supervisor },
    { name: 'workbench-operations', address: '/workbench/operations', ...full, ...system },
    { name: 'portal-bulletins', address: '/bulletins', ...full },
    { name: 'hotline-programmes', address: '/hotline/programmes' },
    { name: 'cockpit-centre', address: '/cockpit/powers', ...wall, ...supervisor },
    { name: 'sign-in', address: '/sign-in', ...full },
    { name: 'sign-in-en-phone', address: '/sign-in', ...english, ...phone },
    { name: 'account-en', address: '/account', ...english, ...full, ...supervisor },
    { name: 'portal-my', address: '/my' },
    { name: 'people-accounts', address: '/workbench/people/accounts', ...system },
    { name: 'people-grants', address: '/workbench/people/grants', ...security },
    {
      name: 'people-grants-en-phone',
      address: '/workbench/people/grants',
      ...english,
      ...phone,
      ...security,
    },
    { name: 'people-events', address: '/workbench/people/events', ...auditor },
  ];
}
