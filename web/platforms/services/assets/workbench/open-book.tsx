import { Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { accountKinds, assetsApi } from '#contract/services/assets';
import { useAction } from '../../../../api.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { RowList } from '../../../../workbench/ui/row-list.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { useAmountRules } from '../amount-rules.ts';

interface Values {
  year: number;
  accounts: { code: string; name: string; kind: 'cash' | 'bank'; opening: string }[];
}

interface Props {
  open: boolean;
  onClose: () => void;
  onOpened: (id: string) => void;
}

/** Opens the book of one's own village for a year. */
export function OpenBook({ open, onClose, onOpened }: Props) {
  const { t } = useTranslation('services-assets');
  const required = useRequired();
  const amount = useAmountRules();
  const make = useAction(assetsApi.openBook, { refreshes: [assetsApi.listBooks] });
  const first: Values = {
    year: new Date().getFullYear(),
    accounts: [
      { code: 'cash', name: t('open.cash'), kind: 'cash', opening: '0.00' },
      { code: 'bank', name: t('open.bank'), kind: 'bank', opening: '0.00' },
    ],
  };
  return (
    <Modal open={open} title={t('open.title')} onCancel={onClose} footer={null} destroyOnHidden width={720}>
      <Form<Values>
        layout="vertical"
        initialValues={first}
        onFinish={(body) => make.mutate({ body }, { onSuccess: ({ id }) => onOpened(id) })}
      >
        <Form.Item name="year" label={t('open.year')} rules={required(t('open.year'))}>
          <InputNumber min={2000} max={2100} precision={0} />
        </Form.Item>
        <RowList
          name={['accounts']}
          what={t('open.account')}
          blank={{ kind: 'bank', opening: '0.00' }}
          min={1}
        >
          {(index) => (
            <>
              <Form.Item name={[index, 'code']} label={t('open.code')} rules={required(t('open.code'))}>
                <Input maxLength={40} spellCheck={false} />
              </Form.Item>
              <Form.Item name={[index, 'name']} label={t('open.name')} rules={required(t('open.name'))}>
                <Input maxLength={80} />
              </Form.Item>
              <Form.Item name={[index, 'kind']} label={t('open.kind')} rules={required(t('open.kind'))}>
                <Select
                  options={accountKinds.map((value) => ({ value, label: t(`accountKind.${value}`) }))}
                />
              </Form.Item>
              <Form.Item
                name={[index, 'opening']}
                label={t('open.opening')}
                rules={amount(t('open.opening'))}
              >
                <Input inputMode="decimal" maxLength={17} />
              </Form.Item>
            </>
          )}
        </RowList>
        <ProblemAlert error={make.error} />
        <div className="wb-form-buttons">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={make.isPending}>
            {t('open.make')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
