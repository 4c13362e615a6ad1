import { z } from 'zod';
import { alertRow } from '#contract/alerts';
import { attachmentId, attachmentRow } from '#contract/attachments';
import { availableAction } from '#contract/cases';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { type Bilingual, bilingual, code, regionCode, rfc3339 } from '#contract/text';

/** `proposed`: waits for a second person at the organ of the hall. */
export const cameraStatuses = {
  proposed: { zh: '待复核', en: 'To be approved' },
  'in-use': { zh: '在用', en: 'In use' },
  refused: { zh: '未通过', en: 'Refused' },
  retired: { zh: '已停用', en: 'Retired' },
} as const satisfies Record<string, Bilingual>;
export const cameraStatus = z.enum(
  Object.keys(cameraStatuses) as [keyof typeof cameraStatuses, ...(keyof typeof cameraStatuses)[]],
);

/** `unknown`: not looked at yet, or nothing to be looked at. */
export const streamStates = {
  unknown: { zh: '尚未检测', en: 'Not checked yet' },
  online: { zh: '在线', en: 'Online' },
  offline: { zh: '离线', en: 'Offline' },
} as const satisfies Record<string, Bilingual>;
export const streamState = z.enum(
  Object.keys(streamStates) as [keyof typeof streamStates, ...(keyof typeof streamStates)[]],
);
export type StreamState = z.infer<typeof streamState>;

/** Why a stream cannot be had. */
export const streamFaults = {
  demonstration: { zh: '演示中设定为离线', en: 'The demonstration has it offline' },
  'no-gateway': { zh: '本系统未配置视频网关', en: 'No video gateway is set up' },
  foreign: { zh: '地址不属于本系统的视频网关', en: 'The address is not of the video gateway' },
  slow: { zh: '视频网关未及时应答', en: 'The gateway did not answer in time' },
  unreachable: { zh: '无法连接视频网关', en: 'The gateway cannot be reached' },
  refused: { zh: '视频网关拒绝或没有该视频流', en: 'The gateway refuses it or has no such stream' },
  'too-long': { zh: '应答超出视频流应有的大小', en: 'The answer is longer than a stream is' },
  'no-playlist': { zh: '应答不是 HLS 播放列表', en: 'The answer is no HLS playlist' },
  empty: { zh: '播放列表中没有片段', en: 'The playlist holds no segment' },
  still: { zh: '画面停止更新', en: 'The stream stands still' },
} as const satisfies Record<string, Bilingual>;
export type StreamFault = keyof typeof streamFaults;

/** What a hall is watched for: a definite purpose, as of readings of personal data. */
export const viewingPurposes = {
  patrol: { zh: '日常视频巡查', en: 'Routine patrol' },
  complaint: { zh: '核查投诉举报', en: 'To check a complaint' },
  warning: { zh: '核查预警', en: 'To check a warning' },
  evidence: { zh: '固定证据', en: 'To keep evidence' },
  technical: { zh: '设备检修', en: 'To mend a device' },
} as const satisfies Record<string, Bilingual>;
export const viewingPurpose = z.enum(
  Object.keys(viewingPurposes) as [keyof typeof viewingPurposes, ...(keyof typeof viewingPurposes)[]],
);

/** What somebody saw who marked a moment. `record` is kept and judged by nobody; all others are clues. */
export const momentKinds = {
  unattended: { zh: '窗口（岗位）无人', en: 'Post unattended' },
  crowded: { zh: '排队拥堵', en: 'Crowded' },
  conduct: { zh: '服务行为待核实', en: 'Conduct to be looked into' },
  record: { zh: '仅作记录', en: 'For the record' },
} as const satisfies Record<string, Bilingual>;
export const momentKind = z.enum(
  Object.keys(momentKinds) as [keyof typeof momentKinds, ...(keyof typeof momentKinds)[]],
);
export type MomentKind = z.infer<typeof momentKind>;

/**
 * Where a camera's stream is: an HLS playlist of the installation's video gateway, or a loop of the demonstration. No name, no
 * password: the gateway knows this server by the network that it asks from.
 */
export const streamAddress = z
  .string()
  .trim()
  .max(400)
  .regex(
    /^(https?:\/\/[^\s@]+|demonstration:[a-z]{1,20})$/,
    'the address of an HLS playlist, without name or password',
  );

const words = (least: number, most: number) => z.string().trim().min(least).max(most);

/** What is registered of a camera. */
export const cameraContent = z.strictObject({
  name: words(2, 80),
  /** The hall or service point that it looks at. */
  hall: words(2, 120),
  /** The window or area within the hall. */
  window: words(1, 80).optional(),
  address: streamAddress,
  /** How long the recorder of the hall keeps its recordings, in days. */
  retentionDays: z.number().int().min(1).max(3650),
});
export type CameraContent = z.infer<typeof cameraContent>;

export const cameraRegistration = cameraContent.extend({
  /** The organ that runs the hall. */
  organ: code,
  reason: words(5, 400),
});

export const cameraRow = z.object({
  id: z.string(),
  name: z.string(),
  hall: z.string(),
  window: z.string().nullable(),
  region: regionCode,
  regionName: bilingual,
  organName: bilingual,
  status: cameraStatus,
  /** Whether a change waits for a second person. */
  proposal: z.boolean(),
  stream: streamState,
  /** Since when it is in this state. */
  streamSince: rfc3339.nullable(),
  lastSegmentAt: rfc3339.nullable(),
  retentionDays: z.number().int(),
  moments: z.number().int(),
  /** Alerts of it that stand and that whoever asks may see. */
  alerts: z.number().int(),
  demonstration: z.boolean(),
});
export type CameraRow = z.infer<typeof cameraRow>;

const said = z.object({ by: z.string(), at: rfc3339 });
const cameraVersion = z.object({
  version: z.number().int(),
  content: cameraContent,
  reason: z.string(),
  proposed: said,
  approved: said,
});
const moment = z.object({
  number: z.number().int(),
  kind: momentKind,
  /** The moment that is meant. */
  at: rfc3339,
  minutes: z.number().int().nullable(),
  note: z.string(),
  /** Number of another case that it has to do with. */
  about: z.string().nullable(),
  kept: said,
  files: z.array(attachmentRow.pick({ id: true, name: true, type: true, bytes: true, sha256: true })),
});
const viewing = z.object({
  id: z.string(),
  actor: z.string(),
  purpose: viewingPurpose,
  reason: z.string(),
  at: rfc3339,
  endsAt: rfc3339,
});
export const cameraViewing = viewing.extend({ camera: z.string(), cameraName: z.string(), hall: z.string() });
export type CameraViewing = z.infer<typeof cameraViewing>;

export const cameraDetail = cameraRow.extend({
  /** What holds; of a first proposal what is proposed. */
  content: cameraContent,
  proposed: said.extend({ content: cameraContent, reason: z.string() }).nullable(),
  versions: z.array(cameraVersion),
  /** Why the stream is away, by the last look at it. */
  streamFault: bilingual.nullable(),
  checkedAt: rfc3339.nullable(),
  momentList: z.array(moment),
  /** The newest viewings, for everybody who sees the camera: the hall knows who watched it. */
  viewings: z.array(viewing),
  /** Whether whoever asks may watch it now. */
  mayWatch: z.boolean(),
  /** The alerts themselves, where `alerts` counts them. */
  alertList: z.array(alertRow),
  availableActions: z.array(availableAction),
});
export type CameraDetail = z.infer<typeof cameraDetail>;

/** A viewing that was recorded, and how its stream is had until it ends. */
export const openViewing = z.object({
  id: z.string(),
  camera: z.string(),
  playlist: z.string(),
  /** Names the viewing where a moment is marked. */
  token: z.string(),
  endsAt: rfc3339,
});
export type OpenViewing = z.infer<typeof openViewing>;

const key = z.object({ id: z.string().max(40) });
const byPlace = { region: regionCode.optional(), hall: z.string().max(120).optional() };

export const hallsApi = {
  listCameras: endpoint({
    method: 'GET',
    path: '/api/powers/cameras',
    summary: 'Cameras of service halls within reach, with the state of their streams',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({
      ...paging,
      ...byPlace,
      search: z.string().max(80).optional(),
      status: cameraStatus.optional(),
      stream: streamState.optional(),
    }),
    response: pageOf(cameraRow),
  }),
  listHalls: endpoint({
    method: 'GET',
    path: '/api/powers/halls',
    summary: 'Halls that have cameras in use, within reach, with how many there are and how many are offline',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({ region: regionCode.optional() }),
    response: z.object({
      rows: z.array(
        z.object({
          hall: z.string(),
          region: regionCode,
          regionName: bilingual,
          organName: bilingual,
          cameras: z.number().int(),
          offline: z.number().int(),
        }),
      ),
      /** The notice under which halls are watched, and the ground of how long recordings are kept. */
      notice: bilingual,
      basis: bilingual,
      viewingMinutes: z.number().int(),
      leastRetentionDays: z.number().int(),
    }),
  }),
  registerCamera: endpoint({
    method: 'POST',
    path: '/api/powers/cameras',
    summary: 'Propose a camera for the register; somebody else at the organ approves',
    face: 'workbench',
    access: 'cases.act',
    body: cameraRegistration,
    response: z.object({ id: z.string() }),
  }),
  getCamera: endpoint({
    method: 'GET',
    path: '/api/powers/cameras/:id',
    summary: 'One camera with its versions, its stream, the moments kept of it and who watched it',
    face: 'workbench',
    access: 'cases.read',
    params: key,
    response: cameraDetail,
  }),
  openViewings: endpoint({
    method: 'POST',
    path: '/api/powers/viewings',
    summary: 'Watch cameras for a purpose; each viewing is recorded before its stream is given',
    face: 'workbench',
    access: 'halls.watch',
    body: z.strictObject({
      cameras: z.array(z.string().max(40)).min(1).max(9),
      purpose: viewingPurpose,
      reason: words(5, 400),
    }),
    response: z.array(openViewing),
  }),
  listViewings: endpoint({
    method: 'GET',
    path: '/api/powers/viewings',
    summary: 'Who watched which camera, when and what for: auditors see all, whoever watches sees their own',
    face: 'workbench',
    access: ['halls.watch', 'audit.read'],
    query: z.object({
      ...paging,
      actor: z.string().min(1).max(120).optional(),
      purpose: viewingPurpose.optional(),
      camera: z.string().max(40).optional(),
    }),
    response: pageOf(cameraViewing),
  }),
  keepMoment: endpoint({
    method: 'POST',
    path: '/api/powers/cameras/:id/moments',
    summary: 'Mark a moment of a stream that is being watched: picture and clip are kept with their SHA-256',
    face: 'workbench',
    access: 'halls.watch',
    params: key,
    body: z
      .strictObject({
        /** Of the viewing in which it was seen. */
        token: z.string().max(400),
        kind: momentKind,
        /** How long it has been so, where that is known. */
        minutes: z.number().int().min(0).max(1440).optional(),
        note: words(5, 1000),
        /** A picture that was uploaded. */
        snapshot: attachmentId.optional(),
        /** Whether what the stream holds of the last seconds is kept. */
        clip: z.boolean().default(true),
        /** Key of another case that it has to do with. */
        about: z.string().max(40).optional(),
      })
      .refine(({ kind, minutes }) => kind !== 'unattended' || minutes !== undefined, {
        path: ['minutes'],
        message: 'for how many minutes the post has been unattended',
      }),
    response: z.object({ number: z.number().int(), alert: z.string().nullable() }),
  }),
};
