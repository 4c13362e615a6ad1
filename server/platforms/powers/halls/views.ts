import type { Queries } from '#base/db';
import { toRfc3339, toRfc3339OrNull } from '#base/time';
import type { AttachmentRow } from '#contract/attachments';
import type { CaseDetail } from '#contract/cases';
import { type CameraDetail, type CameraRow, streamFaults } from '#contract/powers/halls';
import { describeAttachments } from '#spine/attachments/attachments';
import { formatKey } from '#spine/keys';
import type { CameraState } from './cameras/state.ts';
import type { CameraSqlRow } from './store.ts';

export function toCameraRow(row: CameraSqlRow): CameraRow {
  const { city, id, region, regionName, organName, demonstration, state, alerts } = row;
  const { name, hall, window = null, retentionDays } = state.content;
  const shown = state.status === 'in-use';
  return {
    id: formatKey(city, id),
    name,
    hall,
    window,
    region: String(region),
    regionName,
    organName,
    status: state.status,
    proposal: state.proposal !== null,
    stream: (shown && row.stream) || 'unknown',
    streamSince: shown ? toRfc3339OrNull(row.streamSince) : null,
    lastSegmentAt: shown ? toRfc3339OrNull(row.lastSegmentAt) : null,
    retentionDays,
    moments: state.moments.length,
    alerts,
    demonstration,
  };
}

type OfCase = Pick<CaseDetail, 'alerts' | 'availableActions'>;

function toMoment(
  { attachments, ...moment }: CameraState['moments'][number],
  known: ReadonlyMap<string, AttachmentRow>,
): CameraDetail['momentList'][number] {
  return { ...moment, files: attachments.map(({ id }) => known.get(id)!) };
}

/** One camera as somebody sees it. */
export async function toCameraDetail(
  db: Queries,
  row: CameraSqlRow,
  { alerts: alertList, availableActions }: OfCase,
  viewings: CameraDetail['viewings'],
  mayWatch: boolean,
): Promise<CameraDetail> {
  const { state } = row;
  const ids = state.moments.flatMap(({ attachments }) => attachments.map(({ id }) => id));
  const known = new Map((await describeAttachments(db, ids)).map((one) => [one.id, one]));
  return {
    ...toCameraRow(row),
    content: state.content,
    proposed: state.proposal,
    versions: state.versions.toReversed(),
    streamFault: row.fault && streamFaults[row.fault],
    checkedAt: row.checkedAt === null ? null : toRfc3339(row.checkedAt),
    momentList: state.moments.toReversed().map((one) => toMoment(one, known)),
    viewings,
    mayWatch: mayWatch && state.status === 'in-use',
    alertList,
    availableActions,
  };
}
