import { Tag } from 'antd';
import { type StreamState, streamStates } from '#contract/powers/halls';
import { usePick } from '../../../i18n/language.ts';

const colours: Partial<Record<StreamState, string>> = { online: 'success', offline: 'warning' };

/** Whether the stream of a camera is there, in words. */
export function StreamTag({ state }: { state: StreamState }) {
  const pick = usePick();
  return <Tag color={colours[state]}>{pick(streamStates[state])}</Tag>;
}
