import { KeyOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sealsApi, type StampingDetail } from '#contract/powers/seals';
import { useAction, type ResponseOf } from '../../../../api.ts';
import { useTimeText } from '../../../../ui/time-text.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import styles from './stamping.module.css';

type Code = ResponseOf<typeof sealsApi.issueCode>;

/** Has a code made and shows it this once; it is kept nowhere in the browser. */
export function OneTimeCode({ stamping }: { stamping: StampingDetail }) {
  const { t } = useTranslation('powers-seals');
  const write = useTimeText();
  const [code, setCode] = useState<Code | null>(null);
  const action = useAction(sealsApi.issueCode, { refreshes: [sealsApi.getStamping], onDone: setCode });
  return (
    <div className="wb-stack-small">
      <Button
        type="primary"
        icon={<KeyOutlined aria-hidden />}
        loading={action.isPending}
        onClick={() => action.mutate({ params: { id: stamping.id } })}
      >
        {t('stamping.code')}
      </Button>
      <ProblemAlert error={action.error} />
      <Modal
        title={t('stamping.codeTitle')}
        open={code !== null}
        onCancel={() => setCode(null)}
        footer={
          <Button type="primary" onClick={() => setCode(null)}>
            {t('stamping.codeDone')}
          </Button>
        }
        destroyOnHidden
      >
        {code && (
          <>
            <p className={styles.code}>{code.code}</p>
            <p>{t('stamping.codeOnce', { at: write(code.expiresAt, 'second') })}</p>
          </>
        )}
      </Modal>
    </div>
  );
}
