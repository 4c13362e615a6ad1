import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

interface TextPairProps {
  /** Path of the text that carries both languages. */
  name: (string | number)[];
  label: string;
  required?: boolean;
  /** Texts longer than a line. */
  long?: boolean;
}

/** A text in Chinese and in English, side by side. */
export function TextPair({ name, label, required = true, long = false }: TextPairProps) {
  const { t } = useTranslation('workbench');
  return (
    <>
      {(['zh', 'en'] as const).map((language) => {
        const title = t(`textIn.${language}`, { label });
        return (
          <Form.Item
            key={language}
            name={[...name, language]}
            label={title}
            rules={[{ required, whitespace: true, message: t('fields.required', { field: title }) }]}
            validateTrigger="onBlur"
          >
            {long ? <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} /> : <Input />}
          </Form.Item>
        );
      })}
    </>
  );
}
