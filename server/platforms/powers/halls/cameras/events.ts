import { z } from 'zod';
import { attachmentReference } from '#contract/attachments';
import { cameraContent, momentKind } from '#contract/powers/halls';
import { code, regionCode, rfc3339 } from '#contract/text';
import { titledKind } from '#spine/platform/part';

const actor = z.string().min(1).max(80);
const reason = z.string().min(1).max(400);
const ended = z.object({ reason, actor });

/** What happens to a camera in the register, to its stream, and what is kept of what it showed. */
export const cameraEvents = {
  'powers.camera-proposed': titledKind(
    '摄像机登记申请',
    'Camera proposed',
    z.object({
      item: code,
      organ: code,
      /** Division code of the hall. */
      region: regionCode,
      title: z.string().max(200),
      content: cameraContent,
      reason,
      actor,
    }),
    ({ item, organ, title, actor: by }) => ({ type: 'case.opened', data: { item, organ, title, actor: by } }),
  ),
  'powers.camera-change-proposed': titledKind(
    '摄像机变更申请',
    'Change of a camera proposed',
    z.object({ content: cameraContent, reason, actor }),
  ),
  'powers.camera-approved': titledKind(
    '摄像机登记复核通过',
    'Camera approved by a second person',
    z.object({ actor }),
  ),
  'powers.camera-change-refused': titledKind('摄像机变更未通过', 'Change of a camera refused', ended),
  'powers.camera-refused': titledKind(
    '摄像机登记未通过',
    'Camera refused',
    ended,
    ({ reason: result, actor: by }) => ({ type: 'case.closed', data: { result, actor: by } }),
  ),
  'powers.camera-offline': titledKind(
    '摄像机离线超过时限',
    'Camera offline for too long',
    z.object({
      since: rfc3339,
      /** Minutes of service hours that it has been away. */
      minutes: z.number().int().min(0),
      actor,
    }),
  ),
  'powers.camera-returned': titledKind('摄像机恢复在线', 'Camera online again', z.object({ actor })),
  'powers.hall-moment-kept': titledKind(
    '大厅画面留存',
    'Moment of a hall kept',
    z.object({
      kind: momentKind,
      at: rfc3339,
      minutes: z.number().int().min(0).optional(),
      note: z.string().min(1).max(1000),
      about: z.string().max(40).optional(),
      /** Viewing in which it was seen. */
      viewing: z.string().max(20),
      attachments: z.array(attachmentReference).max(2),
      actor,
    }),
  ),
  'powers.camera-retired': titledKind(
    '摄像机停用',
    'Camera retired',
    ended,
    ({ reason: result, actor: by }) => ({ type: 'case.closed', data: { result, actor: by } }),
  ),
};
