import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRequired } from '../ui/use-required.ts';

/** Words of at least ten characters that others will read. They outlast the erasure, and the hint says so. */
export function ErasureWords({ name, label }: { name: 'reason' | 'note'; label: string }) {
  const { t } = useTranslation('workbench-erasures');
  const required = useRequired();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={t('wordsHint')}
      rules={[
        ...required(label),
        // Counted as the server counts: without what stands around the words.
        { min: 10, transform: (value?: string) => value?.trim(), message: t('wordsShort') },
      ]}
    >
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
    </Form.Item>
  );
}
