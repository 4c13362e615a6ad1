import { zoneOf } from '#spine/calendar/zone';
import type { Spine } from '#spine/spine';

const zone = zoneOf('Asia/Shanghai');

/** The civil date by which versions of items are in force. */
export const todayOf = (spine: Spine): string =>
  new Date(zone.localOf(spine.now())).toISOString().slice(0, 10);
