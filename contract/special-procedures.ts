/** What the law does not count when it takes place: Administrative Licensing Law art. 45. */
export const specialProcedures = {
  hearing: { zh: '听证', en: 'Hearing' },
  tender: { zh: '招标', en: 'Tender' },
  auction: { zh: '拍卖', en: 'Auction' },
  inspection: { zh: '检验', en: 'Inspection' },
  testing: { zh: '检测', en: 'Testing' },
  quarantine: { zh: '检疫', en: 'Quarantine' },
  appraisal: { zh: '鉴定', en: 'Appraisal' },
  'expert-review': { zh: '专家评审', en: 'Expert review' },
} as const;
export type SpecialProcedure = keyof typeof specialProcedures;
export const specialProcedureKinds = Object.keys(specialProcedures) as [
  SpecialProcedure,
  ...SpecialProcedure[],
];
