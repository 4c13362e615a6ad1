import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApplicationView, applicationsApi } from '#contract/services/applications';
import { queryClient, useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import styles from '../application.module.css';
import { ApplicationDocuments } from '../application-documents.tsx';
import { ApplicationMaterials } from '../application-materials.tsx';
import { ApplicationMessages } from '../application-messages.tsx';
import { ApplicationParts } from '../application-parts.tsx';
import { ReadAnswers } from './read-answers.tsx';

/** On the page of a case that is an application: parts, answers, materials, messages, notices. */
export default function ApplicationSection({ id }: { id: string }) {
  const query = useEndpoint(
    applicationsApi.getCaseApplication,
    { params: { id } },
    { refetchInterval: 30_000 },
  );
  return <QueryView query={query}>{(view) => <Application id={id} view={view} />}</QueryView>;
}

function Application({ id, view }: { id: string; view: ApplicationView }) {
  const { t } = useTranslation('services-applications');
  const may = useMay();
  const documents = useEndpoint(applicationsApi.listCaseNotices, { params: { id } });
  const write = useAction(applicationsApi.writeToApplicant, {
    onDone: (after) =>
      queryClient.setQueryData([applicationsApi.getCaseApplication.path, { params: { id } }], after),
  });
  const open = view.archive === null && may('cases.act');
  return (
    <>
      {view.parts.length > 0 && (
        <Section title={t('page.parts')}>
          <ApplicationParts parts={view.parts} />
        </Section>
      )}
      <div className="wb-columns">
        <div className="wb-stack">
          <Section title={t('page.answers')}>
            <Answers id={id} masked={view.answers} />
          </Section>
          <Section title={t('page.materials')}>
            <ApplicationMaterials materials={view.materials} />
            {view.archive && (
              <p className={styles.fingerprint}>
                {t('page.fingerprint')} {view.archive.fingerprint}
              </p>
            )}
          </Section>
        </div>
        <div className="wb-stack">
          <Section title={t('page.messages')}>
            <ApplicationMessages
              messages={view.messages}
              mine="organ"
              onSend={open ? (text) => write.mutateAsync({ params: { id }, body: { text } }) : undefined}
            />
          </Section>
          <Section title={t('page.documents')}>
            <ApplicationDocuments query={documents} />
          </Section>
        </div>
      </div>
    </>
  );
}

function Answers({ id, masked }: { id: string; masked: ApplicationView['answers'] }) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  const may = useMay();
  const [full, setFull] = useState<ApplicationView['answers']>();
  const answers = full ?? masked;
  return (
    <>
      <dl className={styles.facts}>
        {answers.map(({ code, name, value }) => (
          <div key={code}>
            <dt>{pick(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {!full && masked.some(({ personal }) => personal) && (
        <>
          <p className={styles.quiet}>{t('page.hidden')}</p>
          {may('personal.read') && <ReadAnswers id={id} onRead={setFull} />}
        </>
      )}
    </>
  );
}
