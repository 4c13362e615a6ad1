import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { EpisodeView } from '#contract/hotline/programmes';
import { usePick } from '../../../../i18n/language.ts';

/** The organ that a question is put to, where there is one alone on air: what a form begins with. */
export const onlyOrgan = ({ organs }: EpisodeView): string | undefined =>
  organs.length === 1 ? organs[0]!.organ : undefined;

/** Which of the organs on air a question is put to. */
export function AskedOrgan({ episode }: { episode: EpisodeView }) {
  const { t } = useTranslation('hotline-programmes');
  const pick = usePick();
  return (
    <Form.Item name="organ" label={t('question.organ')}>
      <Select
        allowClear
        options={episode.organs.map(({ organ, organName }) => ({ value: organ, label: pick(organName) }))}
      />
    </Form.Item>
  );
}
