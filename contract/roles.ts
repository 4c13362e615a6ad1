import { z } from 'zod';
import type { Bilingual } from '#contract/text';

/** Everything that somebody can be here. A role is held at an organ, in its region, for a time (a grant). */
export const roles = {
  'window-clerk': { zh: '窗口人员', en: 'Window clerk' },
  handler: { zh: '承办人', en: 'Handler' },
  reviewer: { zh: '审核人', en: 'Reviewer' },
  approver: { zh: '批准人', en: 'Approver' },
  'organ-head': { zh: '机关负责人', en: 'Head of organ' },
  'organ-inspector': { zh: '机关纪检监察人员', en: 'Organ inspector' },
  'supervision-officer': { zh: '监察人员', en: 'Supervision officer' },
  'supervision-head': { zh: '监察机关负责人', en: 'Head of supervision' },
  'wall-screen': { zh: '监察大屏', en: 'Wall screen' },
  'hotline-agent': { zh: '热线话务员', en: 'Hotline agent' },
  'village-clerk': { zh: '村务办理员', en: 'Village clerk' },
  'village-committee': { zh: '村务监督委员会成员', en: 'Village supervision committee member' },
  'seal-approver': { zh: '用印审批人', en: 'Approver of stampings' },
  'system-administrator': { zh: '系统管理员', en: 'System administrator' },
  'security-administrator': { zh: '安全管理员', en: 'Security administrator' },
  auditor: { zh: '审计管理员', en: 'Auditor' },
  citizen: { zh: '公众', en: 'Citizen' },
} as const satisfies Record<string, Bilingual>;

export type Role = keyof typeof roles;
export const roleCode = z.enum(Object.keys(roles) as [Role, ...Role[]]);

/** The three administrators (三员分立): whoever is one of them is neither another of them nor anything else. */
export const administrators = [
  'system-administrator',
  'security-administrator',
  'auditor',
] as const satisfies readonly Role[];
