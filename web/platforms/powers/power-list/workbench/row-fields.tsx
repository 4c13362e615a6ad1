import { PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../power-list.module.css';

interface Props {
  /** Where the list stands in the form; within a row of another list, relative to that list. */
  name: (string | number)[];
  title: string;
  /** What a new row holds. */
  blank: object;
  children: (row: number) => ReactNode;
}

/** Rows of a form that can be added and removed, under one legend. */
export function RowFields({ name, title, blank, children }: Props) {
  const { t } = useTranslation('powers-power-list');
  return (
    <fieldset className={styles.rows}>
      <legend>{title}</legend>
      <Form.List name={name}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key}>
                {children(row.name)}
                <Button type="link" danger onClick={() => remove(row.name)}>
                  {t('edit.remove', { title, n: row.name + 1 })}
                </Button>
              </div>
            ))}
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => add(blank)}>
              {t('edit.add', { title })}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
