import type { Expectations } from '#contract/expectations/expectations';

/** Flows as diagrams, penalties, seals, comparisons of organs. */
export const ofPowers: Expectations = {
  'an item of the catalogue': '应为事项目录中的事项',
  'a version of the item': '应为该事项的版本',
  'a simulation of this item': '应为该事项的模拟',
  'BPMN 2.0 as XML': '应为 XML 格式的 BPMN 2.0',
  'a process': '应有一个流程',
  'one process, no second one': '应仅有一个流程',
  'at least one task': '应至少有一个任务',
  'a gateway that waits for one way (exclusive): a step of a flow waits for one of several steps, never for all of them':
    '应为排他网关：环节仅等待若干环节之一，不等待全部',
  'a task, a plain start or end, or an exclusive, inclusive or parallel gateway':
    '应为任务、普通的开始或结束，或排他、包容、并行网关',
  'a plain start or end without a trigger': '应为无触发条件的普通开始或结束',
  'a way from one element to another': '应为从一个元素到另一元素的连线',
  'a unified social credit code of 18 characters (GB 32100)': '应为 18 位统一社会信用代码（GB 32100）',
  'a day not before the first one': '不得早于起始日期',
  'ranges from less to more': '幅度应由小到大',
  'an offence of the benchmarks': '应为裁量基准中的违法行为',
  'an amount where there is a fine, and none without': '有罚款的应填写金额，无罚款的不应填写',
  'at least {} officers, each with a certificate in force on {}':
    '执法人员应不少于 {1} 人，执法证件均应在 {2} 有效',
  'somebody who did not investigate the case': '应由未参与本案调查的人员办理',
  'at least one where a penalty is imposed': '给予处罚的，应至少选择一个处罚种类',
  'the record of the collective discussion first (行政处罚法 art. 57)':
    '应先有集体讨论记录（《行政处罚法》第五十七条）',
  'at most {} yuan; a higher fine takes the ordinary procedure (行政处罚法 art. 51)':
    '罚款最高 {} 元；超过的，应适用普通程序（《行政处罚法》第五十一条）',
  'neither who investigated nor who decided (行政处罚法 art. 67)':
    '应由未参与调查和决定的人员办理（《行政处罚法》第六十七条）',
  'more than 0 and at most {} yuan, which was owed on {}': '应大于 0 且不超过 {1} 元（{2} 的应缴金额）',
  'not before {}, when it is held': '应不早于举行之日 {}',
  'a percentage as decimal text': '应为百分比，以小数文本表示',
  'at most {} cases a day': '每日最多 {} 件',
  'a handler at an organ': '应由机关承办人员办理',
  'an approver at an organ': '应由机关审批人员办理',
  'a published decision': '应为已公开的处罚决定',
  '{} over this case': '应对该办件具有角色 {}',
  'certificates of this organ': '应为本机关的执法证件',
  'each officer once': '执法人员不得重复',
  'a month such as 2026-10': '应为月份，如 2026-10',
  'none: figures are not acted upon': '统计数据无可进行的操作',
  'the id of a device: 32 hexadecimal digits': '应为设备标识，32 位十六进制数字',
  'an Ed25519 signature in base64url': '应为 Base64url 编码的 Ed25519 签名',
  'a challenge in base64url': '应为 Base64url 编码的质询值',
  'eight digits': '应为 8 位数字',
  'why it cannot wait, at least 5 characters': '应说明紧急理由，至少 5 个字符',
  'others than the keeper': '不得为保管人',
  'an organ whose stampings you approve': '应为由本人审批用印的机关',
  'not below min': '不得小于最小值',
  'a version of this entry': '应为本条目的版本',
  'an entry of the list': '应为权力清单中的条目',
  '{} or a later day: the newest version begins then': '应不早于 {}，即最新版本的施行日期',
  'a seal': '应为已登记的印章',
  'a stamping': '应为已有的用印申请',
  'a seal that is in use': '应为使用中的印章',
  'a seal of the village whose clerk you are': '应为本人经办的村的印章',
  'base64url of {"message": {"kind": "upload", …}, "signature": …}':
    '应为 {"message": {"kind": "upload", …}, "signature": …} 的 Base64url 编码',
  'a counter that was never used': '应为未使用过的计数',
  'uploaded pictures with the fingerprints that the record names, in its order':
    '应为已上传的图片，其指纹和顺序与用印记录一致',
  'an approver who is not the keeper': '审批人不得是保管人',
  'from 10 to 20,000 metres': '应为 10 至 20000 米',
  'something to change': '应有需要变更的内容',
  'an Ed25519 public key: PEM, or SPKI in DER as base64':
    '应为 Ed25519 公钥：PEM，或 Base64 编码的 DER（SPKI）',
  'within {} days of the approval': '应在批准后 {} 天内办理',
  "within {} hours of the secretary's agreement": '应在书记同意后 {} 小时内办理',
  'a secretary who neither asked for it nor keeps the seal': '应由既非申请人也非保管人的书记办理',
  'an approver whom the register of this seal names': '应由该印章登记的审批人办理',
  'an approver who neither keeps the seal, nor asked for it, nor agreed to it':
    '应由并非保管人、申请人或同意人的审批人办理',
  'the keeper of the seal': '应由印章保管人办理',
  'somebody who neither keeps the seal nor asked for it': '应由既非保管人也非申请人的人员办理',
};
