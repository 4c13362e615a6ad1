import { Refusal } from '#base/errors';
import type { PointContent } from '#contract/services/points';
import { dateText, type EpochDay } from '#spine/calendar/civil-date';
import type { Spine } from '#spine/spine';
import { civilDayOf } from '../points/opening.ts';
import type { StoredPoint } from '../points/store.ts';

type Group = PointContent['groups'][number];

/** Refusal: field-invalid, for a letter that the point does not have. */
export function groupOf({ content }: StoredPoint, letter: string, field = 'group'): Group {
  const group = content.groups.find((one) => one.letter === letter);
  if (!group)
    throw new Refusal('field-invalid', {
      field,
      expected: `one of ${content.groups.map((one) => one.letter).join(', ')}`,
    });
  return group;
}

/** A letter that an old ticket bears may be gone from the point since. */
export function groupName({ content }: StoredPoint, letter: string): Group['name'] {
  return content.groups.find((one) => one.letter === letter)?.name ?? { zh: letter, en: letter };
}

export function windowName({ content }: StoredPoint, code: string): Group['name'] {
  return content.windows.find((one) => one.code === code)?.name ?? { zh: code, en: code };
}

/** The civil day where the point is. */
export function todayAt(spine: Spine, { organId }: StoredPoint): { day: EpochDay; date: string } {
  const day = civilDayOf(spine.now(), spine.registry.organById(organId).timeZone);
  return { day, date: dateText(day) };
}

/** Refusal: action-not-allowed, while the point is out of service. */
export function requireInService(point: StoredPoint, date: string): void {
  const { status } = point.content;
  if (status.state === 'suspended' && (status.until === undefined || date <= status.until))
    throw new Refusal('action-not-allowed', { detail: `The point is suspended: ${status.reason.en}` });
}
