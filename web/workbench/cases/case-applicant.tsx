import { Button, Modal, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '#contract/cases';
import { type PersonField, personFields, privacyApi } from '#contract/privacy';
import type { ResponseOf } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { Facts } from '../ui/facts.tsx';
import { ApplicantErasure } from './applicant-erasure.tsx';
import { ApplicantReading } from './applicant-reading.tsx';

type Read = ResponseOf<typeof privacyApi.readInFull>['fields'];
type Applicant = NonNullable<CaseDetail['applicant']>;

/** Who asked for the case: masked, and in full after a reading that is recorded first. */
export function CaseApplicant({ caseId, applicant }: { caseId: string; applicant: Applicant }) {
  const { t } = useTranslation('workbench-cases');
  const pick = usePick();
  const [asking, setAsking] = useState(false);
  const [read, setRead] = useState<Read>({});
  const known = (Object.keys(personFields) as PersonField[]).filter((field) => field in applicant.fields);
  return (
    <>
      <Facts
        facts={[
          ...known.map((field) => ({
            label: pick(personFields[field]),
            wide: field === 'address',
            value: <span translate="no">{read[field] ?? applicant.fields[field]}</span>,
          })),
          { label: t('applicant.number'), value: applicant.id },
        ]}
      />
      {Object.keys(read).length > 0 && (
        <p className="wb-quiet" role="status">
          {t('applicant.recorded')}
        </p>
      )}
      <Space wrap className="no-print">
        {applicant.readable && <Button onClick={() => setAsking(true)}>{t('applicant.read')}</Button>}
        <ApplicantErasure person={applicant.id} />
      </Space>
      <Modal
        title={t('applicant.read')}
        open={asking}
        onCancel={() => setAsking(false)}
        footer={null}
        destroyOnHidden
      >
        <ApplicantReading
          person={applicant.id}
          caseId={caseId}
          known={known}
          onRead={(fields) => {
            setRead((before) => ({ ...before, ...fields }));
            setAsking(false);
          }}
          onCancel={() => setAsking(false)}
        />
      </Modal>
    </>
  );
}
