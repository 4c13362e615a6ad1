import { z } from 'zod';

/** Every code a machine may receive in `application/problem+json`, with its HTTP status and its two titles. */
export const refusals = {
  'sign-in-failed': { status: 401, zh: '账号或密码不正确', en: 'The account or the password is wrong' },
  'code-wrong': { status: 401, zh: '验证码不正确或已失效', en: 'The code is wrong or no longer valid' },
  'sign-in-needed': { status: 401, zh: '请先登录', en: 'Sign in first' },
  'foreign-origin': { status: 403, zh: '请求来自其他网站', en: 'The request comes from another site' },
  'second-factor-needed': { status: 403, zh: '需要第二验证因素', en: 'A second factor is needed' },
  'own-rights': { status: 403, zh: '不得经办涉及本人的授权', en: 'Nobody decides on their own rights' },
  'roles-exclusive': {
    status: 409,
    zh: '系统、安全、审计管理员互斥，且不得兼任其他角色',
    en: 'System, security and audit administrators exclude each other and every other role',
  },
  'account-unknown': { status: 422, zh: '账号不存在', en: 'The account does not exist' },
  'own-record-unknown': {
    status: 404,
    zh: '没有找到同时与该身份证号和登录号码相符的本人信息',
    en: 'No record has both this identity number and the phone or e-mail that you sign in by',
  },
  'password-weak': { status: 422, zh: '密码不符合要求', en: 'The password cannot be taken' },
  'too-many-tries': { status: 429, zh: '尝试次数过多，请稍后再试', en: 'Too many tries; wait a while' },
  'not-configured': { status: 503, zh: '本系统未配置此功能', en: 'This installation is not set up for it' },
  'body-invalid': { status: 400, zh: '请求内容无法读取', en: 'The request could not be read' },
  unauthorised: { status: 401, zh: '缺少或错误的令牌', en: 'The token is missing or wrong' },
  forbidden: { status: 403, zh: '无权进行此操作', en: 'This action is not permitted' },
  'not-found': { status: 404, zh: '未找到', en: 'Not found' },
  conflict: { status: 409, zh: '与已有记录不一致', en: 'It conflicts with what is recorded' },
  'too-large': { status: 413, zh: '内容过大', en: 'It is too large' },
  'unsupported-media-type': { status: 415, zh: '不支持的格式', en: 'The format is not supported' },
  'field-invalid': { status: 422, zh: '字段内容不符合要求', en: 'A field does not have the expected form' },
  'type-unknown': { status: 422, zh: '事件类型未知', en: 'The event type is unknown' },
  'source-unknown': { status: 422, zh: '来源未登记', en: 'The source is not registered' },
  'region-unknown': { status: 422, zh: '区划代码未知', en: 'The division code is unknown' },
  'organ-unknown': { status: 422, zh: '机关未登记', en: 'The organ is not registered' },
  'item-unknown': { status: 422, zh: '事项未登记', en: 'The item is not in the catalogue' },
  'differs-from-parent': {
    status: 422,
    zh: '与上级目录不一致（四级四同）',
    en: 'It differs from the parent catalogue',
  },
  'case-unknown': { status: 422, zh: '办件不存在', en: 'The case does not exist' },
  'case-exists': { status: 409, zh: '办件编号已存在', en: 'The case number exists already' },
  'case-moved': {
    status: 409,
    zh: '办件刚被他人更新，请重试',
    en: 'Somebody else has just changed the case; try again',
  },
  'action-not-allowed': {
    status: 409,
    zh: '当前状态下不可进行此操作',
    en: 'The action is not allowed in this state',
  },
  'stream-away': { status: 503, zh: '视频流暂不可用', en: 'The stream is away' },
  'file-unreadable': { status: 422, zh: '文件无法读取', en: 'The file could not be read' },
  'file-infected': { status: 422, zh: '文件中发现恶意代码', en: 'Malware was found in the file' },
  'attachment-unknown': {
    status: 422,
    zh: '附件不存在、已移除或已用于其他办件',
    en: 'The attachment does not exist, was removed, or belongs to something else',
  },
  'device-unknown': { status: 401, zh: '设备未登记或已停用', en: 'The device is not enrolled' },
  'device-signature-wrong': { status: 401, zh: '设备签名不正确', en: 'The signature is not the device’s' },
  'device-challenge-invalid': {
    status: 401,
    zh: '挑战码不存在、已用过或已过期',
    en: 'The challenge is unknown, used or expired',
  },
  'device-foreign': { status: 403, zh: '消息不属于该设备', en: 'The message is another device’s' },
  'device-replayed': { status: 409, zh: '该记录已收到', en: 'This record has been received already' },
  'map-invalid': { status: 422, zh: '映射文件不符合要求', en: 'The mapping file is not valid' },
  'not-ready': { status: 503, zh: '服务尚未就绪', en: 'The service is not ready' },
  incident: { status: 500, zh: '内部错误', en: 'Internal error' },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type RefusalCode = keyof typeof refusals;

/** A field that is not what it has to be the same as, with both values. */
export const difference = z.object({ field: z.string(), own: z.string(), parent: z.string() });

/** `application/problem+json` (RFC 9457) as this system fills it. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  titleZh: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  field: z.string().optional(),
  expected: z.string().optional(),
  /** The same in Chinese; missing where it is a value alone, which every language reads alike. */
  expectedZh: z.string().optional(),
  /** Seconds after which it is worth another try, as in the header `Retry-After`. */
  retryAfter: z.number().int().optional(),
  incident: z.string().optional(),
  /** With `differs-from-parent`: every field that differs. */
  differences: z.array(difference).optional(),
});
export type Problem = z.infer<typeof problem>;
