/**
 * Invented words of tickets: what, where, since when, how bad and what is wanted, each from a list, so that texts repeat as people
 * repeat each other and no two are all the same.
 */
const categories: Record<string, { things: string[]; faults: string[] }> = {
  'urban.heating': {
    things: ['暖气', '供暖', '地暖', '暖气管道', '换热站', '热力公司'],
    faults: ['一直不热', '只有十五度', '漏水没人管', '收了费不供热', '阀门坏了', '半夜停供'],
  },
  'urban.water': {
    things: ['自来水', '水管', '二次供水', '水表', '消防栓', '供水公司'],
    faults: ['发黄有异味', '水压太小', '停水没有通知', '爆裂漏水', '计量不准', '多收水费'],
  },
  'urban.road': {
    things: ['路面', '井盖', '路灯', '红绿灯', '人行道', '施工围挡'],
    faults: ['坑洼积水', '丢失了很危险', '整条街不亮', '时间太短', '被电动车占满', '半年不拆'],
  },
  'urban.property': {
    things: ['物业公司', '电梯', '业委会', '车位', '门禁', '维修资金'],
    faults: ['只收费不服务', '三天两头困人', '不公开账目', '乱涨价', '坏了两个月', '迟迟不批'],
  },
  'urban.housing': {
    things: ['开发商', '新房', '公积金', '房产证', '外墙', '装修公司'],
    faults: ['延期交房', '渗水发霉', '提取被拒', '五年办不下来', '脱落砸车', '收钱跑路'],
  },
  'urban.litter': {
    things: ['垃圾桶', '渣土车', '建筑垃圾', '餐饮油烟', '绿化带', '公厕'],
    faults: ['满了没人清', '夜间扬尘', '堆在路边', '直排楼道', '被毁种菜', '臭气熏天'],
  },
};
const roads = [
  '解放路',
  '文化东路',
  '经十路',
  '泉城路',
  '山大南路',
  '工业北路',
  '花园路',
  '历山路',
  '二环东路',
  '英雄山路',
  '香港中路',
  '人民路',
  '建设街',
  '和平路',
  '新华大街',
  '振兴街',
  '东风大街',
  '北园大街',
  '滨河路',
  '健康路',
];
const estates = [
  '阳光花园',
  '金色家园',
  '翠湖天地',
  '锦绣城',
  '东方新城',
  '学府雅苑',
  '泉景园',
  '龙湖小区',
  '机床厂宿舍',
  '棉纺厂家属院',
  '御景苑',
  '明珠小区',
  '世纪广场',
  '绿地城',
  '银座花园',
  '舜耕山庄',
  '燕子山小区',
  '甸柳新村',
  '洪楼新区',
  '化纤厂宿舍',
];
const times = [
  '昨天晚上',
  '今天早上',
  '上周末',
  '已经三天了',
  '半个月以来',
  '从去年冬天开始',
  '这几天',
  '国庆节期间',
  '每天晚上十点以后',
  '一个多月',
];
const harms = [
  '老人孩子受不了',
  '影响出行',
  '邻居都有意见',
  '打了物业电话没人接',
  '多次反映没有结果',
  '担心出安全事故',
  '家里有婴儿',
  '生意没法做',
  '楼下商户也反映过',
  '说了等通知就没下文',
];
const wishes = [
  '请尽快派人处理',
  '希望相关部门给个说法',
  '要求退还费用',
  '请核实后答复',
  '希望加强监管',
  '请帮忙协调',
  '要求公开处理结果',
  '希望今天能解决',
  '请安排人员上门',
  '建议统一整治',
];

/** Numbers that look random and are the same each time (mulberry32). */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * sides);
  };
}

export interface InventedText {
  category: string;
  title: string;
  content: string;
  address: string;
  community: string;
}

const codes = Object.keys(categories);

/** One invented text. */
export function inventText(roll: (sides: number) => number): InventedText {
  const one = <T>(list: readonly T[]): T => list[roll(list.length)]!;
  const category = one(codes);
  const { things, faults } = categories[category]!;
  const [thing, fault, community, road] = [one(things), one(faults), one(estates), one(roads)];
  const where =
    roll(3) === 0 ? `${road}${1 + roll(300)}号` : `${community}${1 + roll(40)}号楼${1 + roll(6)}单元`;
  const tail = roll(2) === 0 ? `，${one(harms)}` : '';
  return {
    category,
    title: `${thing}${fault}`,
    content: `${where}${thing}${fault}，${one(times)}，${one(harms)}${tail}，${one(wishes)}。`,
    address: roll(3) === 0 ? '' : `${road}${1 + roll(300)}号`,
    community,
  };
}

/** What agents type while somebody speaks: of one to three words, from rare to everywhere. */
export function inventSearch(roll: (sides: number) => number): string {
  const one = <T>(list: readonly T[]): T => list[roll(list.length)]!;
  const { things, faults } = categories[one(codes)]!;
  const words = [
    () => one(things),
    () => one(faults),
    () => one(estates),
    () => one(roads),
    () => one(harms),
  ];
  return Array.from({ length: 1 + roll(3) }, () => one(words)()).join(' ');
}
