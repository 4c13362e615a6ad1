import { alertsApi } from '#contract/alerts';
import { bulletinsApi } from '#contract/bulletins';
import { casesApi } from '#contract/cases';
import { catalogueApi } from '#contract/catalogue-api';
import { correctionsApi } from '#contract/corrections';
import { erasureApi } from '#contract/erasure';
import { analysisApi } from '#contract/hotline/analysis';
import { knowledgeApi } from '#contract/hotline/knowledge';
import { open311Api } from '#contract/hotline/open311';
import { searchApi } from '#contract/hotline/search';
import { ticketsApi } from '#contract/hotline/tickets';
import { importsApi } from '#contract/imports';
import { operationsApi } from '#contract/operations';
import { opennessApi } from '#contract/openness';
import { peopleApi } from '#contract/people';
import { type Permission, permissions } from '#contract/permissions';
import { penaltiesApi } from '#contract/powers/penalties';
import { hallsApi } from '#contract/powers/halls';
import { scoresApi } from '#contract/powers/scores';
import { sealsApi } from '#contract/powers/seals';
import { rulesApi } from '#contract/rules';
import { flowsApi } from '#contract/powers/flows';
import { assetsApi } from '#contract/services/assets';
import { applicationsApi } from '#contract/services/applications';
import { queueApi } from '#contract/services/queue';
import { villageApi } from '#contract/services/village';
import { mattersApi } from '#contract/services/village-matters';
import { sourcesApi } from '#contract/sources';
import type { AnyEndpoint } from '../api.ts';

/** The pages that are not for everybody, by the start of their address, with the endpoint that each lives by. */
const lifelines: [start: string, endpoint: AnyEndpoint][] = [
  ['/workbench/alerts', alertsApi.listAlerts],
  ['/workbench/corrections', correctionsApi.listCorrections],
  ['/workbench/cases', casesApi.listCases],
  ['/workbench/services/books', assetsApi.listBooks],
  ['/workbench/services/contracts', assetsApi.listContracts],
  ['/workbench/services/holdings', assetsApi.listHoldings],
  ['/workbench/services/applications', applicationsApi.listApplications],
  ['/workbench/services/receive', applicationsApi.receiveApplication],
  ['/workbench/powers/penalties', penaltiesApi.listPenalties],
  ['/workbench/powers/new-penalty', penaltiesApi.registerClue],
  ['/workbench/powers/certificates', penaltiesApi.listCertificates],
  ['/workbench/hotline/analysis', analysisApi.getAnalysis],
  ['/workbench/hotline/knowledge', knowledgeApi.desk],
  ['/workbench/hotline/open311', open311Api.listClients],
  ['/workbench/hotline/search', searchApi.searchTickets],
  ['/workbench/hotline/take', ticketsApi.takeTicket],
  ['/workbench/hotline/tickets', ticketsApi.listTickets],
  ['/workbench/hotline/assignments', ticketsApi.listAssignments],
  ['/workbench/hotline/rates', ticketsApi.listOrganRates],
  ['/workbench/bulletins', bulletinsApi.desk],
  ['/workbench/openness', opennessApi.desk],
  ['/workbench/imports', importsApi.listImports],
  ['/workbench/sources', sourcesApi.listSources],
  ['/workbench/operations', operationsApi.getOperations],
  ['/workbench/coverage', rulesApi.getCoverage],
  ['/workbench/new-item', catalogueApi.saveItem],
  ['/workbench/services/windows', queueApi.listCounters],
  ['/workbench/services/village/duties', villageApi.listDuties],
  ['/workbench/services/village/signatures', villageApi.listDuties],
  ['/workbench/services/village/matters', mattersApi.listMatters],
  ['/workbench/powers/halls', hallsApi.openViewings],
  ['/workbench/powers/cameras', hallsApi.listCameras],
  ['/workbench/powers/viewings', hallsApi.listViewings],
  ['/workbench/powers/seals', sealsApi.listSeals],
  ['/workbench/powers/stampings', sealsApi.listStampings],
  ['/workbench/powers/scores', scoresApi.listScores],
  ['/workbench/powers/score-appeals', scoresApi.listScoreAppeals],
  ['/workbench/powers/flows', flowsApi.listFlows],
  ['/workbench/people/accounts', peopleApi.listAccounts],
  ['/workbench/people/posts', peopleApi.listPosts],
  ['/workbench/people/grants', peopleApi.listGrants],
  ['/workbench/people/erasures', erasureApi.listErasures],
  ['/workbench/people/events', peopleApi.listIdentityEvents],
];

const isPermission = (access: unknown): access is Permission =>
  (permissions as readonly unknown[]).includes(access);

/** What the page at an address asks for, one of which is enough, as the contract says of its endpoint; none where everybody may read. */
export function needsOf(pathname: string): Permission[] {
  const path = pathname.replace(/\/$/, '');
  // The desk begins with what waits for an answer.
  const found =
    path === '/workbench'
      ? alertsApi.listAlerts
      : lifelines.find(([start]) => path === start || path.startsWith(`${start}/`))?.[1];
  const access: AnyEndpoint['access'] | undefined = found?.access;
  return [access].flat().filter(isPermission);
}
