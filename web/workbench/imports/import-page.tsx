import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importsApi } from '#contract/imports';
import { useAction } from '../../api.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Section } from '../ui/section.tsx';
import { type ChosenFiles, importForm, isComplete, nothingChosen } from './chosen-files.ts';
import { FileChoice } from './file-choice.tsx';
import { ImportHistory } from './import-history.tsx';
import { ImportPreview } from './import-preview.tsx';
import { MapChoice } from './map-choice.tsx';

/** A file and a mapping are chosen, previewed, then imported; below, what was imported before. */
export default function ImportPage() {
  const { t } = useTranslation('workbench-imports');
  return (
    <>
      <PageHeader title={t('title')} sub={t('sub')} />
      <NewImport />
      <Section title={t('history.title')}>
        <ImportHistory />
      </Section>
    </>
  );
}

function NewImport() {
  const { t } = useTranslation('workbench-imports');
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ChosenFiles>(nothingChosen);
  const preview = useAction(importsApi.previewImport);
  const start = useAction(importsApi.startImport, {
    refreshes: [importsApi.listImports],
    onDone: (run) => void navigate({ to: '/workbench/imports/$id', params: { id: run.id } }),
  });
  const change = (next: ChosenFiles) => {
    setChosen(next);
    preview.reset();
    start.reset();
  };
  const ready = isComplete(chosen);
  return (
    <>
      <div className="wb-import-choices">
        <Section title={t('file.title')}>
          <FileChoice chosen={chosen} onChange={change} />
        </Section>
        <Section title={t('map.title')}>
          <MapChoice chosen={chosen} onChange={change} />
        </Section>
      </div>
      <div className="wb-import-start">
        <Button
          disabled={!ready}
          loading={preview.isPending}
          onClick={() => preview.mutate({ form: importForm(chosen, 'preview') })}
        >
          {t('preview.show')}
        </Button>
        <Button
          type="primary"
          disabled={!ready}
          loading={start.isPending}
          onClick={() => start.mutate({ form: importForm(chosen, 'import') })}
        >
          {t(start.isPending ? 'uploading' : 'start')}
        </Button>
        {!ready && <span className="wb-quiet">{t('needBoth')}</span>}
      </div>
      <ProblemAlert error={preview.error ?? start.error} />
      {preview.data && <ImportPreview preview={preview.data} chosen={chosen} />}
    </>
  );
}
