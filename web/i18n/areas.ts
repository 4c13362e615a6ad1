import type account from './zh/account.ts';
import type bulletins from './zh/bulletins.ts';
import type cockpit from './zh/cockpit.ts';
import type hotlineAnalysis from './zh/hotline-analysis.ts';
import type hotlineKnowledge from './zh/hotline-knowledge.ts';
import type hotlineOpen311 from './zh/hotline-open311.ts';
import type hotlineSearch from './zh/hotline-search.ts';
import type hotlineSuggestion from './zh/hotline-suggestion.ts';
import type hotlineTickets from './zh/hotline-tickets.ts';
import type openData from './zh/open-data.ts';
import type openness from './zh/openness.ts';
import type files from './zh/files.ts';
import type powersPowerList from './zh/powers-power-list.ts';
import type portal from './zh/portal.ts';
import type powersCentre from './zh/powers-centre.ts';
import type powersHalls from './zh/powers-halls.ts';
import type powersPenalties from './zh/powers-penalties.ts';
import type powersScores from './zh/powers-scores.ts';
import type powersSeals from './zh/powers-seals.ts';
import type powersFlows from './zh/powers-flows.ts';
import type servicesAssets from './zh/services-assets.ts';
import type servicesApplications from './zh/services-applications.ts';
import type servicesGuide from './zh/services-guide.ts';
import type servicesPoints from './zh/services-points.ts';
import type servicesQueue from './zh/services-queue.ts';
import type servicesVillage from './zh/services-village.ts';
import type session from './zh/session.ts';
import type shell from './zh/shell.ts';
import type terms from './zh/terms.ts';
import type workbench from './zh/workbench.ts';
import type workbenchBasis from './zh/workbench-basis.ts';
import type workbenchCases from './zh/workbench-cases.ts';
import type workbenchCatalogue from './zh/workbench-catalogue.ts';
import type workbenchErasures from './zh/workbench-erasures.ts';
import type workbenchImports from './zh/workbench-imports.ts';
import type workbenchOperations from './zh/workbench-operations.ts';
import type workbenchOrgans from './zh/workbench-organs.ts';
import type workbenchPeople from './zh/workbench-people.ts';
import type workbenchMessages from './zh/workbench-messages.ts';
import type workbenchQueues from './zh/workbench-queues.ts';
import type workbenchRules from './zh/workbench-rules.ts';

/** The areas of texts; one file per area and language. A new area is one line here and two files. */
export interface Areas {
  shell: typeof shell;
  'services-applications': typeof servicesApplications;
  session: typeof session;
  bulletins: typeof bulletins;
  'open-data': typeof openData;
  openness: typeof openness;
  account: typeof account;
  terms: typeof terms;
  'services-village': typeof servicesVillage;
  files: typeof files;
  'hotline-search': typeof hotlineSearch;
  'hotline-suggestion': typeof hotlineSuggestion;
  'hotline-open311': typeof hotlineOpen311;
  'hotline-analysis': typeof hotlineAnalysis;
  'hotline-knowledge': typeof hotlineKnowledge;
  'hotline-tickets': typeof hotlineTickets;
  'workbench-operations': typeof workbenchOperations;
  portal: typeof portal;
  'powers-penalties': typeof powersPenalties;
  'powers-scores': typeof powersScores;
  'powers-seals': typeof powersSeals;
  'powers-halls': typeof powersHalls;
  'powers-power-list': typeof powersPowerList;
  'powers-flows': typeof powersFlows;
  'services-assets': typeof servicesAssets;
  cockpit: typeof cockpit;
  'powers-centre': typeof powersCentre;
  'services-guide': typeof servicesGuide;
  'services-points': typeof servicesPoints;
  'services-queue': typeof servicesQueue;
  workbench: typeof workbench;
  'workbench-basis': typeof workbenchBasis;
  'workbench-cases': typeof workbenchCases;
  'workbench-catalogue': typeof workbenchCatalogue;
  'workbench-erasures': typeof workbenchErasures;
  'workbench-imports': typeof workbenchImports;
  'workbench-organs': typeof workbenchOrgans;
  'workbench-people': typeof workbenchPeople;
  'workbench-messages': typeof workbenchMessages;
  'workbench-queues': typeof workbenchQueues;
  'workbench-rules': typeof workbenchRules;
}

/** The same keys with other words; a plural of English stands beside the one form that Chinese has. */
export type Texts<T> = {
  [K in keyof T as K extends `${infer Stem}_other` ? K | `${Stem}_one` : K]: T[K] extends string
    ? string
    : Texts<T[K]>;
};
