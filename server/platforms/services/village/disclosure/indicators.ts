import type { PartRule } from '#spine/platform/part';
import type { DisclosureEvent, DisclosureState } from './state.ts';

/** Given by the clock of an objection alone. */
const objectionUnanswered: PartRule<DisclosureState, DisclosureEvent> = {
  code: 'OBJECTION_UNANSWERED',
  title: { zh: '村民异议逾期未答复', en: 'Objection of a villager not answered in time' },
  ruleClass: 1,
  level: 'yellow',
  basis:
    '村务公开制度：对村民异议十日内答复 (rules of village openness: objections are answered within ten days)',
  clears: { zh: '答复异议并公布', en: 'Answering the objection in public' },
  evidence: {},
  parameters: [],
};

/** A disclosure that is corrected again and again says that what is published is not checked. */
const correctedOften: PartRule<DisclosureState, DisclosureEvent> = {
  code: 'DISCLOSURE_CORRECTED_OFTEN',
  title: { zh: '已公开内容多次更正', en: 'Disclosure corrected again and again' },
  ruleClass: 3,
  level: 'notice',
  basis: '本系统建议 (proposed by this system)',
  clears: {
    zh: '说明更正原因并核对公开程序',
    en: 'Explaining the corrections and checking how it is prepared',
  },
  evidence: {
    versions: { zh: '已公布版本数', en: 'Versions published' },
    most: { zh: '上限', en: 'Most allowed' },
  },
  parameters: ['most'],
  on: ['services.disclosure-signed'],
  judge: ({ after, at, seq }, { most }) =>
    after.versions.length - 1 > most!
      ? {
          rule: 'DISCLOSURE_CORRECTED_OFTEN',
          key: `DISCLOSURE_CORRECTED_OFTEN:${seq}`,
          level: 'notice',
          at,
          evidence: { versions: after.versions.length, most: most! },
        }
      : null,
};

export const disclosureRules = [objectionUnanswered, correctedOften];
