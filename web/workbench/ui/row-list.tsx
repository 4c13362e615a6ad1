import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface RowListProps {
  /** Path of the list in the form. */
  name: (string | number)[];
  /** What one row is, e.g. "material"; for the buttons. */
  what: string;
  /** The fields of a row; `index` is the place under the list's path. */
  children: (index: number) => ReactNode;
  blank?: Record<string, unknown>;
  min?: number;
}

/** A list of rows in a form, to which one adds and from which one removes. */
export function RowList({ name, what, children, blank = {}, min = 0 }: RowListProps) {
  const { t } = useTranslation('workbench');
  return (
    <Form.List name={name}>
      {(rows, { add, remove }, { errors }) => (
        <div className="wb-rows">
          {rows.map((row, position) => (
            <fieldset key={row.key} className="wb-row">
              <legend>{t('rows.nth', { what, n: position + 1 })}</legend>
              <div className="wb-fields">{children(row.name)}</div>
              {rows.length > min && (
                <Button
                  className="wb-row-remove"
                  type="text"
                  danger
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('rows.remove', { what, n: position + 1 })}
                  onClick={() => remove(row.name)}
                />
              )}
            </fieldset>
          ))}
          <Form.ErrorList errors={errors} />
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({ ...blank })}>
            {t('rows.add', { what })}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
