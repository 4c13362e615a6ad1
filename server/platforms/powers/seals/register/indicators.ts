import { act, clue } from '#spine/alerts/rules/clue';
import type { PartRule } from '#spine/platform/part';
import type { SealEvent, SealState } from './state.ts';

/** A seal that nobody can watch is a clue to look at the device, not a finding against anybody. */
const deviceOffline: PartRule<SealState, SealEvent> = {
  code: 'SEAL_DEVICE_OFFLINE',
  title: { zh: '用印设备离线超过时限', en: 'Sealing device offline for too long' },
  ruleClass: 5,
  level: 'red',
  basis:
    '印章使用全程留痕的要求；时限为本系统参数 (every use of a seal leaves a record; the limit is a parameter)',
  clears: {
    zh: '设备恢复联系并补传离线期间的用印记录，说明离线原因',
    en: 'The device is back and has handed in its records; why it was offline',
  },
  evidence: {
    seal: { zh: '印章', en: 'Seal' },
    since: { zh: '最后联系时间', en: 'Last heard of' },
    hours: { zh: '离线小时数', en: 'Hours offline' },
    most: { zh: '上限（小时）', en: 'Most (hours)' },
    actor: { zh: '记录者', en: 'Noted by' },
    occurredAt: { zh: '发生时间', en: 'Occurred' },
    recordedAt: { zh: '记录时间', en: 'Recorded' },
  },
  parameters: ['hours'],
  on: ['powers.seal-device-silent'],
  judge(judged, { hours: most }) {
    const { event, after } = judged;
    if (event.type !== 'powers.seal-device-silent' || event.data.hours <= most!) return null;
    const { since, hours } = event.data;
    return clue({ code: 'SEAL_DEVICE_OFFLINE', level: 'red' }, judged, {
      seal: after.name,
      since,
      hours,
      most: most!,
      ...act({ ...judged, event }),
    });
  },
};

export const sealRules = [deviceOffline];
