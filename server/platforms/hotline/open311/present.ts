import { toRfc3339, toRfc3339OrNull } from '#base/time';
import type { GeoReportRequest } from '#contract/hotline/open311';
import { ticketStatuses } from '#contract/hotline/ticket-names';
import { applicationView } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { categoryName } from '../tickets/categories.ts';
import { showProgress } from '../tickets/progress.ts';
import { leadOf } from '../tickets/ticket.ts';
import { getTicket } from '../tickets/ticket-view.ts';
import { publicWords } from './public-words.ts';
import type { Language } from './services.ts';
import type { StoredRequest } from './store.ts';

/** The answer of the organ, once it has been checked or told. */
const answerOf = ({ state }: StoredRequest): string | null =>
  state.passedAt !== null || state.endedAt !== null ? state.answer : null;

/** A request by the fields of the specification alone; of who reported it nothing. */
export function presentRequest(
  { registry }: Pick<Spine, 'registry'>,
  one: StoredRequest,
  language: Language,
): GeoReportRequest {
  const { state } = one;
  const organ = leadOf(state)?.organ;
  const closedAt = state.endedAt;
  const notes = answerOf(one) ?? ticketStatuses[state.status][language];
  return {
    service_request_id: one.number,
    status: closedAt === null ? 'open' : 'closed',
    status_notes: publicWords(notes),
    service_name: categoryName(state.category)[language],
    service_code: state.category,
    description: publicWords(one.content),
    agency_responsible: organ === undefined ? null : (registry.organ(organ)?.name[language] ?? organ),
    service_notice: null,
    requested_datetime: toRfc3339(one.requestedAt),
    updated_datetime: toRfc3339(closedAt ?? Math.max(one.lastAt, one.requestedAt)),
    expected_datetime: toRfc3339OrNull(one.dueAt),
    address: one.address === '' ? null : publicWords(one.address),
    address_id: one.addressId,
    zipcode: null,
    lat: one.latitude,
    long: one.longitude,
    media_url: one.mediaUrl,
  };
}

/** The same with what `extensions=true` asks for: when it was closed, its finer state, and the history of it. */
export async function presentExtended(
  spine: Spine,
  one: StoredRequest,
  language: Language,
): Promise<GeoReportRequest> {
  const ticket = await getTicket(applicationView(spine), formatKey(one.city, one.caseId));
  const { steps } = await showProgress(spine, ticket);
  const { status, endedAt } = one.state;
  return {
    ...presentRequest(spine, one, language),
    extended_attributes: {
      closed_datetime: toRfc3339OrNull(endedAt),
      state: status,
      state_name: ticketStatuses[status][language],
    },
    notes: steps.map(({ at, text }, n) => ({
      datetime: at,
      description: text[language],
      type: n === 0 ? 'submitted' : endedAt !== null && n === steps.length - 1 ? 'closed' : 'updated',
    })),
  };
}
