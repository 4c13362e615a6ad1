import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type PenaltyKind, penaltyKinds } from '#contract/powers/penalty-terms';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import { useOptions } from '../names.ts';

/** As the contract's `positiveAmount`. */
const amountPattern = /^\s*(?=.*[1-9])\d{1,14}(\.\d{1,2})?\s*$/;

interface Props {
  /** Kinds that may be chosen; all by default. */
  kinds?: readonly PenaltyKind[];
  /** Most that the fine may be, in yuan, with the sentence that says so. */
  most?: { yuan: string; message: string };
  /** Whether something may be said beside the fine. */
  content?: boolean;
}

/** What is intended or imposed: kinds, and the amount where one of them is a fine. */
export function MeasureFields({ kinds, most, content = true }: Props) {
  const { t } = useTranslation('powers-penalties');
  const required = useRequired();
  const options = useOptions();
  const chosen = (Form.useWatch('kinds') as PenaltyKind[] | undefined) ?? [];
  const names = kinds ? Object.fromEntries(kinds.map((kind) => [kind, penaltyKinds[kind]])) : penaltyKinds;
  return (
    <>
      <Form.Item name="kinds" label={t('measures.kinds')} rules={required(t('measures.kinds'))}>
        <Select mode="multiple" options={options(names)} />
      </Form.Item>
      {chosen.includes('fine') && (
        <Form.Item
          name="fine"
          label={t('measures.fine')}
          rules={[
            { required: true, message: t('measures.fineNeeded') },
            { pattern: amountPattern, message: t('measures.amountHint') },
            {
              validator: (_, value?: string) =>
                most && value && Number(value) > Number(most.yuan)
                  ? Promise.reject(new Error(most.message))
                  : Promise.resolve(),
            },
          ]}
        >
          <Input inputMode="decimal" maxLength={17} />
        </Form.Item>
      )}
      {chosen.includes('confiscation') && <ConfiscationFields />}
      {content && (
        <Form.Item name="content" label={t('measures.content')}>
          <Input maxLength={400} />
        </Form.Item>
      )}
    </>
  );
}

/** What is confiscated: an exact amount of gains, goods in words, or both. */
function ConfiscationFields() {
  const { t } = useTranslation('powers-penalties');
  const goods = Form.useWatch('goods') as string | undefined;
  return (
    <>
      <Form.Item
        name="gains"
        label={t('measures.gains')}
        dependencies={['goods']}
        rules={[
          { required: !goods?.trim(), message: t('measures.confiscationNeeded') },
          { pattern: amountPattern, message: t('measures.amountHint') },
        ]}
      >
        <Input inputMode="decimal" maxLength={17} />
      </Form.Item>
      <Form.Item name="goods" label={t('measures.goods')} extra={t('measures.goodsHint')}>
        <Input maxLength={400} />
      </Form.Item>
    </>
  );
}
