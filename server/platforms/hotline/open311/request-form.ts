import { GeoReportError } from './georeport-error.ts';

/** A service request as a client sends it; texts are trimmed, and an empty one is absent. */
export interface RequestForm {
  apiKey: string | undefined;
  jurisdiction: string | undefined;
  serviceCode: string;
  point: { latitude: number; longitude: number } | undefined;
  address: string | undefined;
  addressId: string | undefined;
  email: string | undefined;
  phone: string | undefined;
  name: string | undefined;
  accountId: string | undefined;
  description: string | undefined;
  mediaUrl: string | undefined;
  /** `attribute[code]=value`, and `attribute[code][]=value` more than once. */
  attributes: Map<string, string[]>;
}

/** The specification's own bound. */
export const longestDescription = 4000;

const bounds: Record<string, number> = {
  description: longestDescription,
  address_string: 200,
  address_id: 80,
  email: 120,
  phone: 30,
  first_name: 30,
  last_name: 30,
  account_id: 80,
  media_url: 500,
};

function attributesOf(form: URLSearchParams): Map<string, string[]> {
  const attributes = new Map<string, string[]>();
  for (const [key, value] of form) {
    const code = /^attribute\[([\w.-]{1,80})\](\[\])?$/.exec(key)?.[1];
    if (code !== undefined && value.trim() !== '')
      attributes.set(code, [...(attributes.get(code) ?? []), value.trim()]);
  }
  return attributes;
}

/** Both or neither, in degrees. */
function pointOf(text: (name: string) => string | undefined, faults: string[]): RequestForm['point'] {
  const [lat, long] = [text('lat'), text('long')];
  if (lat === undefined && long === undefined) return undefined;
  const [latitude, longitude] = [Number(lat ?? Number.NaN), Number(long ?? Number.NaN)];
  if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude };
  faults.push('lat and long are both needed, in degrees of WGS-84');
  return undefined;
}

/** Whether an address is one of the web, so that nothing else is ever shown as a link. */
const isWebAddress = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/**
 * Reads the form of a POST. @throws GeoReportError 400 naming everything that is missing or cannot be taken
 */
export function readRequestForm(form: URLSearchParams): RequestForm {
  const text = (name: string) => form.get(name)?.trim() || undefined;
  const faults: string[] = [];
  for (const [name, most] of Object.entries(bounds))
    if ((text(name)?.length ?? 0) > most) faults.push(`${name} has at most ${most} characters`);
  const serviceCode = text('service_code');
  if (!serviceCode) faults.push('service_code was not provided');
  const point = pointOf(text, faults);
  if (!point && faults.length === 0 && !text('address_string') && !text('address_id'))
    faults.push('a location is needed: lat and long, address_string or address_id');
  const mediaUrl = text('media_url');
  if (mediaUrl !== undefined && !isWebAddress(mediaUrl))
    faults.push('media_url is an address of http or https');
  if (faults.length > 0) throw new GeoReportError(400, ...faults);
  // Chinese names have the family name first; clients send the two apart.
  const name = [text('last_name'), text('first_name')].filter(Boolean).join(' ');
  return {
    apiKey: text('api_key'),
    jurisdiction: text('jurisdiction_id'),
    serviceCode: serviceCode!,
    point,
    address: text('address_string'),
    addressId: text('address_id'),
    email: text('email'),
    phone: text('phone'),
    name: name || undefined,
    accountId: text('account_id'),
    description: text('description'),
    mediaUrl,
    attributes: attributesOf(form),
  };
}
