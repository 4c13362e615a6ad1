import type { Spine } from '#spine/spine';
import { demonstrationStream } from './demonstration.ts';
import { gatewayStream, isOfGateway } from './gateway.ts';
import { type Stream, StreamAway } from './stream.ts';

type Place = Pick<Spine, 'demonstration' | 'videoGateway'>;
const scheme = 'demonstration:';

/** Whether this installation can show an address at all: one of its gateway; a loop where it is a demonstration. */
export const isShown = ({ demonstration, videoGateway }: Place, address: string): boolean =>
  address.startsWith(scheme) ? demonstration : isOfGateway(address, videoGateway);

/** The stream of an address. @throws StreamAway, for one that this installation cannot show */
export function openStream(place: Place, address: string): Stream {
  if (!isShown(place, address)) throw new StreamAway(place.videoGateway ? 'foreign' : 'no-gateway');
  return address.startsWith(scheme)
    ? demonstrationStream(address.slice(scheme.length))
    : gatewayStream(address, place.videoGateway!);
}
