import type { Expectations } from '#contract/expectations/expectations';

/** Bulletins, subscriptions, open data, annual reports on openness. */
export const ofInformation: Expectations = {
  'a column of this installation': '应为本系统的栏目',
  'a bulletin': '应为公告',
  'version {}: somebody else has saved the bulletin meanwhile; read it again':
    '应为第 {} 版；公告已由他人保存，请刷新后再试',
  'an organ of the same city ({}); a bulletin of another is written anew':
    '应为同一市（{}）的机关；其他市的公告应另行撰写',
  'the reason, in a few words': '应简要说明原因',
  'a published bulletin': '应为已发布的公告',
  'the link of a mail, as it stands there': '应为邮件中的完整链接',
  'a data set of the catalogue': '应为开放数据目录中的数据集',
  'the code of the province, a city or a county': '应为省、市或县的区划代码',
  'an organ that you write or approve for': '应为您撰写或审核的机关',
  'a year that has ended': '应为已结束的年度',
  'a report that was issued': '应为已公布的年报',
};
