import { momentKinds } from '#contract/powers/halls';
import { act, clue } from '#spine/alerts/rules/clue';
import type { Bilingual } from '#contract/text';
import type { PartJudged, PartRule } from '#spine/platform/part';
import type { CameraEvent, CameraState } from './state.ts';

type Rule = PartRule<CameraState, CameraEvent>;
type Kept = Extract<CameraEvent, { type: 'powers.hall-moment-kept' }>;

const labels = {
  hall: { zh: '大厅', en: 'Hall' },
  camera: { zh: '摄像机', en: 'Camera' },
  window: { zh: '窗口（区域）', en: 'Window or area' },
  since: { zh: '离线起始时间', en: 'Offline since' },
  minutes: { zh: '持续分钟数', en: 'Minutes' },
  most: { zh: '上限（分钟）', en: 'Most (minutes)' },
  seen: { zh: '所见情形', en: 'What was seen' },
  momentAt: { zh: '画面时间', en: 'The moment' },
  actor: { zh: '记录者', en: 'Noted by' },
  occurredAt: { zh: '发生时间', en: 'Occurred' },
  recordedAt: { zh: '记录时间', en: 'Recorded' },
} satisfies Record<string, Bilingual>;

const where = ({ content: { hall, name, window } }: CameraState) => ({
  hall,
  camera: name,
  ...(window && { window }),
});

/** A camera that nobody can look through is a clue to look at the device, not a finding against anybody. */
const cameraOffline: Rule = {
  code: 'CAMERA_OFFLINE',
  title: { zh: '大厅摄像机离线超过时限', en: 'Camera of a hall offline for too long' },
  ruleClass: 6,
  level: 'yellow',
  basis: '服务大厅视频监察的要求；时限为本系统参数 (video supervision of halls; the limit is a parameter)',
  clears: { zh: '画面恢复，说明离线原因', en: 'The picture is back; why it was offline' },
  evidence: labels,
  parameters: ['minutes'],
  on: ['powers.camera-offline'],
  judge(judged, { minutes: most }) {
    const { event, after } = judged;
    if (event.type !== 'powers.camera-offline' || event.data.minutes <= most!) return null;
    const { since, minutes } = event.data;
    return clue({ code: 'CAMERA_OFFLINE', level: 'yellow' }, judged, {
      ...where(after),
      since,
      minutes,
      most: most!,
      ...act({ ...judged, event }),
    });
  },
};

const seen = (judged: PartJudged<CameraState, CameraEvent>, { data }: Kept) => ({
  ...where(judged.after),
  seen: momentKinds[data.kind].zh,
  momentAt: data.at,
  ...(data.minutes !== undefined && { minutes: data.minutes }),
  ...act({ ...judged, event: { data } }),
});

/** What a person saw and marked; nothing judges pictures by itself. */
const postUnattended: Rule = {
  code: 'HALL_POST_UNATTENDED',
  title: { zh: '服务窗口（岗位）无人超过时限', en: 'Post of a hall unattended for too long' },
  ruleClass: 6,
  level: 'yellow',
  basis: '服务大厅视频监察的要求；时限为本系统参数 (video supervision of halls; the limits are parameters)',
  clears: { zh: '窗口恢复服务，说明无人的原因', en: 'The post is attended; why nobody was there' },
  evidence: labels,
  parameters: ['notice', 'yellow'],
  on: ['powers.hall-moment-kept'],
  judge(judged, { notice, yellow }) {
    const { event } = judged;
    if (event.type !== 'powers.hall-moment-kept' || event.data.kind !== 'unattended') return null;
    const { minutes = 0 } = event.data;
    if (minutes <= notice!) return null;
    const [level, most] = minutes > yellow! ? (['yellow', yellow!] as const) : (['notice', notice!] as const);
    return clue({ code: 'HALL_POST_UNATTENDED', level }, judged, { ...seen(judged, event), most });
  },
};

const momentToCheck: Rule = {
  code: 'HALL_MOMENT',
  title: { zh: '大厅情形待核实', en: 'Something in a hall to be looked into' },
  ruleClass: 6,
  level: 'notice',
  basis: '服务大厅视频监察的要求；由监察人员标记，仅为线索 (marked by a supervisor; a clue alone)',
  clears: { zh: '核实情况并说明', en: 'What was found when it was looked into' },
  evidence: labels,
  parameters: [],
  on: ['powers.hall-moment-kept'],
  judge(judged) {
    const { event } = judged;
    if (event.type !== 'powers.hall-moment-kept' || !['crowded', 'conduct'].includes(event.data.kind))
      return null;
    return clue({ code: 'HALL_MOMENT', level: 'notice' }, judged, seen(judged, event));
  },
};

export const cameraRules = [cameraOffline, postUnattended, momentToCheck];
