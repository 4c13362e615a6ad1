import type { Spine } from '#spine/spine';
import { levelOf } from '#spine/regions/region-codes';
import { receiveTicket } from '../tickets/receive-ticket.ts';
import { holderOf } from './clients.ts';
import { toGcj02 } from './gcj-02.ts';
import { GeoReportError } from './georeport-error.ts';
import { jurisdictionOf } from './jurisdiction.ts';
import { countyAt, placeNamed } from './place-of.ts';
import type { RequestForm } from './request-form.ts';
import { getService, readAttributes } from './services.ts';
import { insertRequest } from './store.ts';

/** The least that a ticket says. */
const leastWords = 10;

/**
 * Where a request lies: in the county whose outline holds its point, else in the place that its address names, else where its
 * jurisdiction or its client is at home. @throws GeoReportError 400 where only the province is known
 */
async function regionOf(spine: Spine, form: RequestForm, home: string): Promise<string> {
  const asked = form.jurisdiction === undefined ? undefined : jurisdictionOf(spine, form.jurisdiction);
  const within = asked ?? '370000000000';
  const county = form.point && countyAt(toGcj02(form.point));
  const named = form.address === undefined ? undefined : await placeNamed(spine.pool, form.address, within);
  const region = county ?? named ?? asked ?? home;
  if (!spine.registry.hasRegion(Number(region)) || levelOf(region) === 'province')
    throw new GeoReportError(
      400,
      'the location lies in no city here: give lat and long, or name city and county',
    );
  return region;
}

/** What a ticket says: the description, or that there is none; and where the picture lies. */
function contentOf({ description, mediaUrl, addressId }: RequestForm, name: string): string {
  const said = description ?? '';
  const whole =
    [...said].length >= leastWords ? said : `${said}（${name}，通过开放接口提交，未作更多说明）`.trim();
  const more = [addressId && `地址编号：${addressId}`, mediaUrl && `附图：${mediaUrl}`].filter(Boolean);
  return [whole, ...more].join('\n').slice(0, 4000);
}

/**
 * Takes a service request in as a ticket of the hotline. What the client says of the person is sealed as ever; the title is the
 * service's name, since titles stand in the journal.
 * @throws GeoReportError 400, 403, 404
 */
export async function takeRequest(
  spine: Spine,
  form: RequestForm,
): Promise<{ number: string; receipt: string }> {
  const client = await holderOf(spine, form.apiKey);
  const { code, name } = getService(form.serviceCode);
  const { kind, confidential } = readAttributes(form.attributes);
  const region = await regionOf(spine, form, client.region);
  const { point } = form;
  const ticket = await receiveTicket(
    spine,
    {
      channel: 'open311',
      kind,
      category: code,
      title: `${name.zh}（开放接口）`,
      content: contentOf(form, name.zh),
      place: { region, address: form.address ?? '', community: '', ...(point && { point: toGcj02(point) }) },
      caller: { name: form.name, phone: form.phone, email: form.email },
      confidential,
    },
    { actor: 'applicant', uploader: null },
  );
  await insertRequest(spine.pool, {
    city: ticket.city,
    caseId: ticket.id,
    number: ticket.number,
    clientId: client.id,
    serviceCode: code,
    latitude: point?.latitude ?? null,
    longitude: point?.longitude ?? null,
    addressId: form.addressId ?? null,
    mediaUrl: form.mediaUrl ?? null,
    requestedAt: spine.now(),
    confidential,
  });
  return ticket;
}
