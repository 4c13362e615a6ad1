import type { Writable } from 'node:stream';
import type { Analysis } from '#contract/hotline/analysis';
import { type Sheet, writeWorkbook } from '#spine/tables/workbook';

const share = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 10);

/** The sheets of a report, in the order in which they are read. */
export function sheetsOf(analysis: Analysis): Sheet[] {
  const { topics, places, days, organs, name, from, to, total, before, rules } = analysis;
  return [
    {
      name: '总体',
      columns: ['指标', '值'],
      rows: [
        ['地区', name.zh],
        ['起止日期', `${from} 至 ${to}`],
        ['受理', total],
        ['前期受理（由近及远）', before.join('、')],
        [
          '比较方法',
          `本期数加 ${rules.smoothing}，除以预期数加 ${rules.smoothing}；预期取前 ${rules.periods} 期同类日均值，乘往年同周的季节指数`,
        ],
        ['公开标准', `不少于 ${rules.publicLeast} 件；本表供内部使用，含小数`],
      ],
    },
    {
      name: '热点',
      columns: ['类别', '本期', '预期', '比值', '上升', '已办结', '超时'],
      rows: topics.map(({ name: { zh }, count, expected, ratio, rising, closed, late }) => [
        zh,
        count,
        Math.round(expected * 10) / 10,
        Math.round(ratio * 100) / 100,
        rising ? '是' : '',
        closed,
        late,
      ]),
    },
    {
      name: '地区',
      columns: ['地区', '本期'],
      rows: places.map(({ name: { zh }, kind, count }) => [kind === 'residual' ? `${zh}本级` : zh, count]),
    },
    { name: '每日', columns: ['日期', '受理'], rows: days.map(({ day, count }) => [day, count]) },
    {
      name: '机关',
      wide: [1],
      columns: ['名次', '机关', '已办结', '按时', '按时率%', '区间下限%', '区间上限%', '在办', '说明'],
      rows: organs.map(({ rank, name: { zh }, ended, onTime, rate, low, high, open, small }) => [
        rank,
        zh,
        ended,
        onTime,
        share(rate),
        share(low),
        share(high),
        open,
        small ? `少于 ${rules.fewCases} 件，不排名` : '',
      ]),
    },
  ];
}

/** Writes the report as a workbook while it is made, row by row. Resolves when all has been handed over. */
export const writeReport = (stream: Writable, analysis: Analysis): Promise<void> =>
  writeWorkbook(stream, sheetsOf(analysis));
