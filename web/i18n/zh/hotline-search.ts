export default {
  title: '工单检索',
  sub: '按诉求内容、地点或工单编号查找权限范围内的工单，新的在前。',
  words: '内容、地点或编号',
  placeholder: '例如：暖气 不热 阳光花园',
  region: '地区',
  emergency: '紧急',
  start: '输入要查找的内容',
  startHint: '多个词之间用空格，结果须同时包含。',
  none: '没有找到工单',
  noneHint: '换一个说法，或减少一个词。',
  found_other: '共 {{count}} 件',
  foundMore_other: '最新的 {{count}} 件，还有更多；增加一个词可缩小范围',
};
