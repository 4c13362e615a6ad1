import type { Expectations } from '#contract/expectations/expectations';
import { stageNames } from '#contract/services/village-matters';

/** Villages: disclosure, the four discussions, books, contracts, assets. */
export const ofVillage: Expectations = {
  'the clerk of a village': '应为村级经办人员',
  'the village whose clerk you are': '应为本人经办的村',
  'the clerk who keeps this book': '应为管理本账簿的经办人员',
  'a period such as 2026-09, 2026-Q3 or 2026-H2': '应为期间，如 2026-09、2026-Q3 或 2026-H2',
  'a duty of disclosure': '应为已有的公开任务',
  'a session, or the receipt code of this disclosure': '应已登录，或持有本公开事项的回执编码',
  'an entry that is disclosed at once': '应为须即时公开的项目',
  'at least {}; what is less is disclosed with the quarter': '应不少于 {}；不足的，随季度公开',
  'at most {} items': '最多 {} 项',
  'one line for each item: its name, a comma or tab, its amount': '每项一行：名称、逗号或制表符、金额',
  'a member of the supervision committee who did not write it': '应由未参与编制的监督委员会成员办理',
  'a member of the supervision committee who recorded none of the votes':
    '应由未记录过表决的监督委员会成员办理',
  'a member of the supervision committee who did not close the month':
    '应由未办理本月结账的监督委员会成员办理',
  'a matter of a village': '应为村级事项',
  'a matter that needs the four discussions': '应为须经“四议”的事项',
  ...Object.fromEntries(
    Object.entries(stageNames).map(([stage, { zh }]) => [
      `a meeting of the discussion ${stage}`,
      `应为“${zh}”的会议`,
    ]),
  ),
  'a meeting of the discussion {}': '应为 {} 环节的会议',
  'more than {}/{} of the {} entitled': '到会人数应超过应到 {3} 人的 {1}/{2}',
  'at least {}/{} of the {} entitled': '到会人数应不少于应到 {3} 人的 {1}/{2}',
  'counts from 0 on': '人数应不小于 0',
  'at most the {} entitled': '应不超过应到人数 {}',
  'in favour, against and abstained together the {} present': '赞成、反对、弃权合计应等于到会人数 {}',
  'a body for each stage': '每个环节应有议事组织',
  'bodies that decide': '应为有表决权的议事组织',
  'a day after the first one': '应晚于起始日期',
  'a day within the term': '应在合同期限之内',
  'opening balances of 0 or more': '期初余额应不小于 0',
  'a voucher that stands': '应为有效的凭证',
  'a voucher of a month that is open': '应为未结账月份的凭证',
  'somebody who did not ask for it': '应由非申请人办理',
  'another account of the book: {}': '应为账簿的其他账户：{}',
  'nothing: only a transfer has a second account': '不应填写，仅转账有对方账户',
  'nothing: a transfer has no subject': '不应填写，转账无科目',
  'a day of a month that is not closed; {} is': '应为未结账月份的日期；{} 已结账',
  'at most what the account holds: {}': '应不超过账户余额 {}',
  'the number of an approved request that was not used yet': '应为已批准且未使用的申请的编号',
  'a number that is not there yet; {} says something else': '编号不得重复；{} 已有不同内容',
  'a column {} ({})': '应有列“{1}”（{2}）',
};
