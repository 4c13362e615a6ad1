import { Button, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { peopleApi } from '#contract/people';
import { useAction } from '../../api.ts';
import { OrganSelect } from '../ui/organ-select.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { TextPair } from '../ui/text-pair.tsx';
import { useRequired } from '../ui/use-required.ts';

interface Fields {
  organ: string;
  title: { zh: string; en: string };
}

/** Makes a post at an organ, from now on. */
export function NewPost({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('workbench-people');
  const required = useRequired();
  const make = useAction(peopleApi.makePost, {
    refreshes: [peopleApi.listPosts, peopleApi.listIdentityEvents],
    onDone: onClose,
  });
  const close = () => {
    make.reset();
    onClose();
  };
  return (
    <Modal open={open} title={t('posts.new')} onCancel={close} footer={null} destroyOnHidden>
      <Form<Fields> layout="vertical" onFinish={(body) => make.mutate({ body })}>
        <Form.Item name="organ" label={t('grants.organ')} rules={required(t('grants.organ'))}>
          <OrganSelect />
        </Form.Item>
        <TextPair name={['title']} label={t('posts.post')} required />
        <ProblemAlert error={make.error} />
        <div className="wb-form-buttons">
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={make.isPending}>
            {t('posts.make')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
