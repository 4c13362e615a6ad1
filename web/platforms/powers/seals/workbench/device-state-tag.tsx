import { Tag } from 'antd';
import { type DeviceState, deviceStates } from '#contract/powers/seals';
import { usePick } from '../../../../i18n/language.ts';

const colours: Partial<Record<DeviceState, string>> = { online: 'success', silent: 'error' };

/** Whether the device of a seal is there, in words. */
export function DeviceStateTag({ state }: { state: DeviceState }) {
  const pick = usePick();
  return <Tag color={colours[state]}>{pick(deviceStates[state])}</Tag>;
}
