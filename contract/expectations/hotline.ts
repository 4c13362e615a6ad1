import type { Expectations } from '#contract/expectations/expectations';

/** Tickets of the hotline, who handles them, knowledge, figures, programs of others. */
export const ofHotline: Expectations = {
  'name and episode': '应填写节目名称和期次',
  '{}, who signed for it': '应由签收人 {} 办理',
  'each code once, behind its parent': '编码不得重复，且应列在上级之后',
  'a place with a centre of the hotline, in its city or province': '应为所在市或省设有热线中心的地点',
  'another person than who asked for it': '应由申请人以外的人员办理',
  'an organ that handles it': '应为正在承办的机关',
  'an organ that does not have it yet': '应为尚未承办的机关',
  'each organ once': '机关不得重复',
  'another ticket of this centre that is still being dealt with': '应为本中心其他正在办理的工单',
  'together 100': '合计应为 100',
  'a category of the hotline': '应为热线的诉求分类',
  'a city, county, town or village': '应为市、县、乡或村级区划',
  'the number of a case at this place': '应为该地的办件编号',
  'a telephone number or an e-mail address at which the answer is given':
    '应为可接收答复的电话号码或电子邮箱地址',
  'an agent of the hotline of this place': '应由当地热线的话务人员办理',
  'an agent of the hotline': '应由热线话务人员办理',
  'an agent of the centre of this ticket': '应由本工单所属中心的话务人员办理',
  'another person than the present handler': '应为现承办人以外的人员',
  'one lead organ': '应有一个主办机关',
  'a part of this ticket': '应为本工单的承办部分',
  'whether the problem is solved': '应说明问题是否解决',
  'what is not satisfactory, in at least 5 characters': '应说明不满意之处，至少 5 个字符',
  'a month such as 2026-03': '应为月份，如 2026-03',
  'one of the last twelve whole months': '应为最近十二个整月之一',
  'the first day of validity or a later one': '不得早于生效日期',
  'an entry of the knowledge base': '应为知识库中的条目',
  'a day from {} to {} ({} months)': '应为 {1} 至 {2} 的日期（{3} 个月内）',
  'an organ of the same city ({}); an entry of another is written anew':
    '应为同一市（{}）的机关；其他市的条目应另行编写',
  'version {}: somebody else has saved the entry meanwhile; read it again':
    '应为第 {} 版；条目已由他人保存，请刷新后再试',
  'a version up to {}': '版本应不大于 {}',
  'at most {} reports within {} minutes; the next one in {} seconds':
    '{2} 分钟内最多提交 {1} 次，请于 {3} 秒后再试；登录后提交不受此限',
  'a message of the mailbox': '应为热线邮箱中的来信',
  'a message that nobody has dealt with yet': '应为尚未处理的来信',
  'a time such as 09:00': '应为时刻，如 09:00',
  'an episode of a programme': '应为一期节目',
  'a series of the programmes': '应为栏目',
  'a number that no episode of the series has': '期次不得与本栏目已有的重复',
  'an organ that is on air': '应为上线单位',
  'an episode that is on air or was broadcast': '应为直播中或已播出的节目',
  'a ticket that has not ended': '应为尚未结束的工单',
  'at most {} questions': '最多 {} 个问题',
  'a ticket that no other episode follows': '该工单已由另一期节目跟踪',
  'a question whose ticket was there before': '应为由已有工单关联的问题',
  'a ticket that was taken up, to which nothing was said on air and which has not ended':
    '应为已关联、直播中尚未答复且未办结的工单',
  'a ticket that has not been taken up in this episode': '该工单已在本期节目中登记',
  'version {}: somebody else has saved the series meanwhile; read it again':
    '应为第 {} 版；栏目已由他人保存，请刷新后再试',
  'a registered program': '应为已登记的程序',
};
