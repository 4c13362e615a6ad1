import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session/permitted.ts';
import { AskErasure } from '../people/ask-erasure.tsx';

/** Asking that the applicant of a case be erased, for whoever may; whether the case is within their reach the server judges. */
export function ApplicantErasure({ person }: { person: string }) {
  const { t } = useTranslation('workbench-erasures');
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false);
  if (!may('personal.erase')) return null;
  if (asked)
    return (
      <p className="wb-quiet" role="status">
        {t('waits')} <Link to="/workbench/people/erasures">{t('toList')}</Link>
      </p>
    );
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('ask')}</Button>
      <AskErasure
        open={asking}
        person={person}
        onClose={() => setAsking(false)}
        onAsked={() => setAsked(true)}
      />
    </>
  );
}
