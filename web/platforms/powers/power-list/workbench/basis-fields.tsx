import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { RowFields } from './row-fields.tsx';

interface Props {
  /** Where the list of bases stands in the form: within a row of another list, relative to that list. */
  name: (string | number)[];
  title: string;
}

/** Laws with their articles, and the text of the article where it is to be shown. */
export function BasisFields({ name, title }: Props) {
  const { t } = useTranslation('powers-power-list');
  const required = useRequired();
  return (
    <RowFields name={name} title={title} blank={{ law: '', article: '' }}>
      {(row) => (
        <>
          <div className="wb-fields">
            <Form.Item
              name={[row, 'law']}
              label={t('edit.law', { n: row + 1 })}
              rules={required(t('laws.law'))}
            >
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name={[row, 'article']} label={t('edit.article', { n: row + 1 })}>
              <Input maxLength={100} />
            </Form.Item>
          </div>
          <Form.Item name={[row, 'text']} label={t('edit.lawText', { n: row + 1 })}>
            <Input.TextArea autoSize maxLength={4000} />
          </Form.Item>
        </>
      )}
    </RowFields>
  );
}
