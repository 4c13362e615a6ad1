export default {
  title: '类别建议',
  how_other: '根据本系统 {{count}} 件工单的用词，仅供参考，由您选择：',
  because: '依据词语：{{words}}',
  comma: '、',
};
