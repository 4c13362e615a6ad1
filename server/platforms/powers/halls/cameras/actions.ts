import { momentKinds } from '#contract/powers/halls';
import { field } from '#spine/cases/action-field';
import type { PartAction } from '#spine/platform/part';
import type { CameraState } from './state.ts';

type Action = PartAction<CameraState>;

const reason = field('reason', '理由', 'Reason', 'long-text', { minLength: 5, maxLength: 400 });
const optional = { required: false };

/** Whoever works at the organ of the hall proposes, its approver approves; what the stream does, the system notes. */
export const cameraActions: Record<string, Action> = {
  'approve-camera': {
    title: { zh: '复核通过', en: 'Approve' },
    from: ['proposed', 'in-use'],
    roles: ['approver'],
    when: ({ proposal }) => proposal !== null,
    fields: () => [],
  },
  'refuse-camera': {
    title: { zh: '不予通过', en: 'Refuse' },
    from: ['proposed', 'in-use'],
    roles: ['approver'],
    danger: true,
    when: ({ proposal }) => proposal !== null,
    fields: () => [reason],
  },
  'change-camera': {
    title: { zh: '申请变更登记', en: 'Propose a change' },
    from: ['in-use'],
    roles: ['window-clerk', 'handler', 'approver'],
    when: ({ proposal }) => proposal === null,
    fields: () => [
      field('name', '新名称', 'New name', 'text', { ...optional, minLength: 2, maxLength: 80 }),
      field('hall', '新大厅（服务点）', 'New hall', 'text', { ...optional, minLength: 2, maxLength: 120 }),
      field('window', '新窗口（区域）', 'New window or area', 'text', { ...optional, maxLength: 80 }),
      field('address', '新视频流地址', 'New address of the stream', 'text', optional),
      field('retentionDays', '新录像保存天数', 'New days that recordings are kept', 'number', optional),
      reason,
    ],
  },
  'retire-camera': {
    title: { zh: '停用摄像机', en: 'Retire the camera' },
    from: ['in-use'],
    roles: ['approver'],
    danger: true,
    fields: () => [reason],
  },
  'note-offline': {
    title: { zh: '登记摄像机离线', en: 'Note that the camera is offline' },
    from: ['in-use'],
    roles: ['system'],
    when: ({ offlineSince }) => offlineSince === null,
    fields: () => [
      field('since', '离线起始时间', 'Offline since'),
      field('minutes', '办公时间内离线分钟数', 'Minutes of service hours', 'number'),
    ],
  },
  'note-online': {
    title: { zh: '登记摄像机恢复', en: 'Note that the camera is back' },
    from: ['in-use'],
    roles: ['system'],
    when: ({ offlineSince }) => offlineSince !== null,
    fields: () => [],
  },
  /** Offered on the page that plays the stream, to whoever watches: it takes a viewing (keep-moment.ts). */
  'keep-moment': {
    title: { zh: '留存画面', en: 'Keep a moment' },
    from: ['in-use'],
    roles: ['system'],
    fields: () => [
      field('kind', '情形', 'What was seen', 'select', {
        options: Object.entries(momentKinds).map(([value, title]) => ({ value, title })),
      }),
      field('at', '画面时间', 'The moment'),
      field('minutes', '持续分钟数', 'For how many minutes', 'number', optional),
      field('note', '情况说明', 'Note', 'long-text', { minLength: 5, maxLength: 1000 }),
      field('about', '相关办件', 'Another case', 'text', optional),
      field('viewing', '观看记录', 'Viewing'),
      field('files', '画面与片段', 'Picture and clip', 'files', { ...optional, most: 2 }),
    ],
  },
};
