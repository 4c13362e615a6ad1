import type { Queries } from '#base/db';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { AttachmentRow } from '#contract/attachments';
import type { CaseDetail } from '#contract/cases';
import type {
  DeviceState,
  SealDetail,
  SealRow,
  StampingDetail,
  StampingRecordView,
  StampingRow,
} from '#contract/powers/seals';
import { describeAttachments } from '#spine/attachments/attachments';
import { formatKey } from '#spine/keys';
import { metresBetween } from './distance.ts';
import { sealParameters } from './seal-parameters.ts';
import { mayRelease } from './stampings/actions.ts';
import type { StampingState } from './stampings/state.ts';
import type { SealSqlRow, StampingSqlRow } from './store.ts';

const minuteMs = 60_000;
/** Of a page of the workbench: what the case itself says. */
type OfCase = Pick<CaseDetail, 'clocks' | 'alerts' | 'availableActions'>;

function deviceStateOf({ state, seenAt }: SealSqlRow, now: Instant): DeviceState {
  if (!state.device) return 'none';
  if (state.silentSince !== null) return 'silent';
  if (seenAt === null) return 'never';
  return now - seenAt > sealParameters.quietMinutes * minuteMs ? 'quiet' : 'online';
}

export function toSealRow(row: SealSqlRow, now: Instant): SealRow {
  const { city, id, region, regionName, organName, state, seenAt, requests, impressions, demonstration } =
    row;
  const { name, status, keeper } = state;
  return {
    id: formatKey(city, id),
    name,
    region: String(region),
    regionName,
    organName,
    status,
    keeper,
    device: deviceStateOf(row, now),
    lastSeenAt: toRfc3339OrNull(seenAt),
    requests,
    impressions,
    demonstration,
  };
}

export function toSealDetail(
  row: SealSqlRow,
  months: SealDetail['months'],
  { alerts, availableActions }: OfCase,
  now: Instant,
): SealDetail {
  const { state, battery, waiting, counter, position } = row;
  const { approvers, fence, device, silentSince } = state;
  return {
    ...toSealRow(row, now),
    approvers,
    fence,
    deviceFacts: device && { ...device, battery, waiting, counter, position, silentSince },
    months,
    alerts,
    availableActions,
  };
}

export function toStampingRow(row: StampingSqlRow): StampingRow {
  const { city, id, region, regionName, openedAt, state, alerts, demonstration } = row;
  const { seal, sealName, status, document, urgent, copies, impressions, records } = state;
  return {
    id: formatKey(city, id),
    seal,
    sealName,
    region: String(region),
    regionName,
    status,
    document,
    urgent,
    copies,
    impressions,
    late: records.filter((one) => one.late).length,
    alerts,
    openedAt: toRfc3339(openedAt),
    demonstration,
  };
}

type Known = ReadonlyMap<string, AttachmentRow>;

function toRecord(
  { fence }: StampingState,
  record: StampingState['records'][number],
  known: Known,
): StampingRecordView {
  const { counter, device, impressions, paper, offline, at, receivedAt, late, position, released } = record;
  return {
    counter,
    device,
    impressions,
    paper,
    offline,
    at,
    receivedAt,
    late,
    position,
    distance: position && Math.round(metresBetween(fence, position)),
    released,
    photos: record.attachments.map(({ id }) => known.get(id)!),
  };
}

/** @param actor whoever asks: the keeper may have a code made */
export async function toStampingDetail(
  db: Queries,
  row: StampingSqlRow,
  ofCase: OfCase,
  actor: string,
): Promise<StampingDetail> {
  const { state, organName } = row;
  const { alerts: _, ...shown } = toStampingRow(row);
  const ids = [...state.files, ...state.records.flatMap((one) => one.attachments)].map(({ id }) => id);
  const known = new Map((await describeAttachments(db, ids)).map((one) => [one.id, one]));
  const { purpose, pages, urgentReason, requester, keeper, approvers, fence } = state;
  const { agreed, approval, codeExpiresAt, releases, comparison, explanation } = state;
  const open = ['agreed', 'approved', 'released', 'stamped'].includes(state.status);
  return {
    ...shown,
    organName,
    purpose,
    pages,
    urgentReason,
    requester,
    keeper,
    approvers,
    fence,
    files: state.files.map(({ id }) => known.get(id)!),
    agreed,
    approval,
    codeExpiresAt,
    mayIssueCode: open && mayRelease(state) && actor === keeper,
    releases,
    records: state.records.map((one) => toRecord(state, one, known)),
    comparison,
    explanation,
    ...ofCase,
  };
}
