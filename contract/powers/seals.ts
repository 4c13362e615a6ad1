import { z } from 'zod';
import { attachmentId, attachmentRow } from '#contract/attachments';
import { alertRow } from '#contract/alerts';
import { availableAction, clockView } from '#contract/cases';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { deviceId, devicePosition, stampingRecord } from '#contract/powers/seal-devices';
import { bilingual, code, regionCode } from '#contract/text';

/** Where a seal may be used: a place (WGS 84) and how far around it, in metres. */
export const fence = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  radius: z.number().int().min(10).max(20_000),
});
export type Fence = z.infer<typeof fence>;

export const sealStatuses = {
  'in-use': { zh: '在用', en: 'In use' },
  retired: { zh: '已停用', en: 'Retired' },
} as const;
export const sealStatus = z.enum(['in-use', 'retired']);

/** `silent`: for longer than a device may be; `never`: enrolled and not heard of yet. */
export const deviceStates = {
  none: { zh: '未登记设备', en: 'No device' },
  never: { zh: '尚未联系', en: 'Not heard of yet' },
  online: { zh: '在线', en: 'Online' },
  quiet: { zh: '离线', en: 'Offline' },
  silent: { zh: '离线超过时限', en: 'Offline for too long' },
} as const;
export const deviceState = z.enum(['none', 'never', 'online', 'quiet', 'silent']);
export type DeviceState = z.infer<typeof deviceState>;

/** `unasked`: a stamping that belongs to no request that was released. */
export const stampingStatuses = {
  requested: { zh: '待村书记同意', en: 'Secretary next' },
  agreed: { zh: '待乡镇（街道）站审批', en: 'Town station next' },
  approved: { zh: '已批准，待用印', en: 'Approved, to be stamped' },
  released: { zh: '已解锁', en: 'Released' },
  stamped: { zh: '已用印，待核对归档', en: 'Stamped, to be compared' },
  closed: { zh: '已归档', en: 'Closed' },
  refused: { zh: '未批准', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  unasked: { zh: '无对应申请的用印，待说明', en: 'Stamped without a request, to be explained' },
  explained: { zh: '已说明', en: 'Explained' },
  ended: { zh: '已终止', en: 'Ended' },
} as const;
export const stampingStatus = z.enum(
  Object.keys(stampingStatuses) as [keyof typeof stampingStatuses, ...(keyof typeof stampingStatuses)[]],
);
export type StampingStatus = z.infer<typeof stampingStatus>;

/** What a person found who laid the pictures beside the approved document. */
export const comparisons = {
  same: { zh: '一致', en: 'The same' },
  differs: { zh: '不一致', en: 'Not the same' },
} as const;
export const comparison = z.enum(['same', 'differs']);

export const sealRow = z.object({
  id: z.string(),
  name: z.string(),
  region: regionCode,
  regionName: bilingual,
  organName: bilingual,
  status: sealStatus,
  keeper: z.string(),
  device: deviceState,
  lastSeenAt: z.iso.datetime().nullable(),
  /** Requests, and impressions that were made, of all time. */
  requests: z.number().int(),
  impressions: z.number().int(),
  demonstration: z.boolean(),
});
export type SealRow = z.infer<typeof sealRow>;

const sealMonth = z.object({
  month: z.string(),
  stampings: z.number().int(),
  impressions: z.number().int(),
  /** Stampings whose record came in late, and those that belong to no request. */
  late: z.number().int(),
  unasked: z.number().int(),
});

export const sealDetail = sealRow.extend({
  approvers: z.array(z.string()),
  fence,
  deviceFacts: z
    .object({
      id: deviceId,
      publicKey: z.string(),
      enrolledAt: z.iso.datetime(),
      enrolledBy: z.string(),
      battery: z.number().nullable(),
      /** Records that the device said it still holds, and its own counter. */
      waiting: z.number().int().nullable(),
      counter: z.number().int().nullable(),
      position: devicePosition.nullable(),
      silentSince: z.iso.datetime().nullable(),
    })
    .nullable(),
  months: z.array(sealMonth),
  alerts: z.array(alertRow),
  availableActions: z.array(availableAction),
});
export type SealDetail = z.infer<typeof sealDetail>;

export const stampingRow = z.object({
  id: z.string(),
  seal: z.string(),
  sealName: z.string(),
  region: regionCode,
  regionName: bilingual,
  status: stampingStatus,
  document: z.string(),
  urgent: z.boolean(),
  /** Impressions that were asked for, and made. */
  copies: z.number().int(),
  impressions: z.number().int(),
  late: z.number().int(),
  /** Alerts that whoever asks may see. */
  alerts: z.number().int(),
  openedAt: z.iso.datetime(),
  demonstration: z.boolean(),
});
export type StampingRow = z.infer<typeof stampingRow>;

const said = z.object({ by: z.string(), at: z.iso.datetime() });
const recordView = stampingRecord
  .pick({ counter: true, device: true, impressions: true, paper: true, offline: true })
  .extend({
    at: z.string(),
    receivedAt: z.iso.datetime(),
    late: z.boolean(),
    position: devicePosition.nullable(),
    /** Metres from the middle of the fence; null without a position. */
    distance: z.number().int().nullable(),
    /** Whether it lies within the time of a release. */
    released: z.boolean(),
    photos: z.array(attachmentRow.pick({ id: true, name: true, bytes: true, type: true })),
  });
export type StampingRecordView = z.infer<typeof recordView>;

export const stampingDetail = stampingRow.omit({ alerts: true }).extend({
  organName: bilingual,
  purpose: z.string(),
  pages: z.number().int().nullable(),
  urgentReason: z.string().nullable(),
  requester: z.string().nullable(),
  keeper: z.string(),
  approvers: z.array(z.string()),
  fence,
  files: z.array(attachmentRow.pick({ id: true, name: true, bytes: true, sha256: true })),
  agreed: said.nullable(),
  approval: said.extend({ granted: z.boolean(), note: z.string(), afterwards: z.boolean() }).nullable(),
  codeExpiresAt: z.iso.datetime().nullable(),
  /** Whether whoever asks may have a code made now. */
  mayIssueCode: z.boolean(),
  releases: z.array(z.object({ at: z.iso.datetime(), until: z.iso.datetime() })),
  records: z.array(recordView),
  comparison: said.extend({ result: comparison, note: z.string() }).nullable(),
  explanation: z.string().nullable(),
  clocks: z.array(clockView),
  alerts: z.array(alertRow),
  availableActions: z.array(availableAction),
});
export type StampingDetail = z.infer<typeof stampingDetail>;

/** What a village asks to have stamped. What it is for says no more of a person than it must. */
export const stampingRequest = z
  .strictObject({
    seal: z.string().max(40),
    document: z.string().trim().min(2).max(200),
    purpose: z.string().trim().min(5).max(1000),
    copies: z.number().int().min(1).max(100),
    pages: z.number().int().min(1).max(10_000).optional(),
    files: z.array(attachmentId).max(10).optional(),
    urgent: z.boolean().default(false),
    urgentReason: z.string().trim().max(400).optional(),
  })
  .refine(({ urgent, urgentReason = '' }) => !urgent || urgentReason.length >= 5, {
    path: ['urgentReason'],
    message: 'why it cannot wait, at least 5 characters',
  });

const accounts = z.array(z.string().min(1).max(80)).min(1).max(10);
export const sealRegistration = z
  .strictObject({
    /** The village or other organ whose seal it is. */
    organ: code,
    name: z.string().trim().min(2).max(80),
    keeper: z.string().trim().min(1).max(80),
    approvers: accounts,
    fence,
  })
  .refine(({ keeper, approvers }) => !approvers.includes(keeper), {
    path: ['approvers'],
    message: 'others than the keeper',
  });

const key = z.object({ id: z.string().max(40) });
const byPlace = { ...paging, region: regionCode.optional(), search: z.string().max(80).optional() };

export const sealsApi = {
  listSeals: endpoint({
    method: 'GET',
    path: '/api/powers/seals',
    summary: 'Seals within reach, with their devices and how often they were used',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({ ...byPlace, status: sealStatus.optional() }),
    response: pageOf(sealRow),
  }),
  registerSeal: endpoint({
    method: 'POST',
    path: '/api/powers/seals',
    summary: 'Register a seal with its keeper, approvers and fence',
    face: 'workbench',
    access: 'cases.act',
    body: sealRegistration,
    response: z.object({ id: z.string() }),
  }),
  getSeal: endpoint({
    method: 'GET',
    path: '/api/powers/seals/:id',
    summary: 'One seal with its device, its statistics by month and the actions allowed now',
    face: 'workbench',
    access: 'cases.read',
    params: key,
    response: sealDetail,
  }),
  listStampings: endpoint({
    method: 'GET',
    path: '/api/powers/stampings',
    summary: 'Stamping requests within reach, and stampings without one',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({ ...byPlace, status: many(stampingStatus), seal: z.string().max(40).optional() }),
    response: pageOf(stampingRow),
  }),
  requestStamping: endpoint({
    method: 'POST',
    path: '/api/powers/stampings',
    summary: 'Ask to have a document stamped',
    face: 'workbench',
    access: 'cases.act',
    body: stampingRequest,
    response: z.object({ id: z.string() }),
  }),
  getStamping: endpoint({
    method: 'GET',
    path: '/api/powers/stampings/:id',
    summary: 'One request with its records, pictures, clocks and the actions allowed now',
    face: 'workbench',
    access: 'cases.read',
    params: key,
    response: stampingDetail,
  }),
  getVillageStampings: endpoint({
    method: 'GET',
    path: '/api/powers/villages/:region/stampings',
    summary:
      'The seals of a village and how often they were used in each whole month, small numbers hidden; no documents, no names',
    face: 'public',
    access: 'everybody',
    params: z.object({ region: regionCode }),
    response: z.object({
      seals: z.array(z.object({ name: z.string(), status: sealStatus })),
      months: z.array(
        z.object({
          month: z.string(),
          /** Null where it is small. */
          stampings: z.number().int().nullable(),
          impressions: z.number().int().nullable(),
        }),
      ),
    }),
  }),
  issueCode: endpoint({
    method: 'POST',
    path: '/api/powers/stampings/:id/code',
    summary:
      'Make the one-time code for a request, for the keeper; it is shown once and voids an earlier one',
    face: 'workbench',
    access: 'cases.act',
    params: key,
    response: z.object({ code: z.string(), expiresAt: z.iso.datetime() }),
  }),
};
