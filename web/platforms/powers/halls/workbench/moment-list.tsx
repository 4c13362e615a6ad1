import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { attachmentAddress } from '#contract/attachments';
import { type CameraDetail, momentKinds } from '#contract/powers/halls';
import { usePick } from '../../../../i18n/language.ts';
import { FileList } from '../../../../ui/file-list.tsx';
import { TimeText, useTimeText } from '../../../../ui/time-text.tsx';
import styles from '../halls.module.css';

type Moment = CameraDetail['momentList'][number];

/** What was kept of a camera: what was seen, the picture, the clip, and the fingerprints that the journal vouches for. */
export function MomentList({ moments }: { moments: Moment[] }) {
  const { t } = useTranslation('powers-halls');
  if (moments.length === 0) return <p className="wb-quiet">{t('moment.none')}</p>;
  return (
    <ol className={styles.moments}>
      {moments.map((moment) => (
        <li key={moment.number}>
          <MomentHead moment={moment} />
          <Evidence moment={moment} />
        </li>
      ))}
    </ol>
  );
}

function MomentHead({ moment }: { moment: Moment }) {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  const write = useTimeText();
  return (
    <>
      <div>
        <Tag>{pick(momentKinds[moment.kind])}</Tag> <TimeText at={moment.at} form="second" />
        {moment.minutes !== null && ` · ${t('moment.lasted', { count: moment.minutes })}`}
      </div>
      <div>{moment.note}</div>
      <div className="wb-quiet">
        {t('moment.by', { by: moment.kept.by, at: write(moment.kept.at) })}
        {moment.about && (
          <>
            {' '}
            <Link to="/workbench/cases/$id" params={{ id: moment.about }}>
              {t('moment.aboutLink', { id: moment.about })}
            </Link>
          </>
        )}
      </div>
    </>
  );
}

function Evidence({ moment: { number, files } }: { moment: Moment }) {
  const { t } = useTranslation('powers-halls');
  if (files.length === 0) return null;
  const pictures = files.filter(({ type }) => type.startsWith('image/'));
  return (
    <>
      {pictures.map(({ id, name }) => (
        <img key={id} src={attachmentAddress(id)} alt={t('moment.pictureOf', { number, name })} />
      ))}
      <FileList files={files} label={t('moment.files', { number })} />
      {files.map(({ id, sha256 }) => (
        <div key={id} className={`wb-quiet ${styles.hash}`}>
          SHA-256 <code>{sha256}</code>
        </div>
      ))}
    </>
  );
}
