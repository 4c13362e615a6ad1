import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { attachmentAddress } from '#contract/attachments';
import { paperStates } from '#contract/powers/seal-devices';
import type { StampingRecordView } from '#contract/powers/seals';
import { usePick } from '../../../../i18n/language.ts';
import { TimeText } from '../../../../ui/time-text.tsx';
import { Facts } from '../../../../workbench/ui/facts.tsx';
import styles from './stamping.module.css';

/** What the device recorded, each with both of its times and its pictures; what came in late says so. */
export function StampingRecords({ records }: { records: StampingRecordView[] }) {
  const { t } = useTranslation('powers-seals');
  if (records.length === 0) return <p className="wb-quiet">{t('records.none')}</p>;
  return (
    <ul className={styles.records}>
      {records.map((record) => (
        <li key={record.counter} className={styles.record}>
          <RecordHead record={record} />
          <RecordFacts record={record} />
          <Photos record={record} />
        </li>
      ))}
    </ul>
  );
}

function RecordHead({ record }: { record: StampingRecordView }) {
  const { t } = useTranslation('powers-seals');
  return (
    <div className={styles.head}>
      <strong>{t('records.counter', { counter: record.counter })}</strong>
      {record.late && <Tag color="warning">{t('records.late')}</Tag>}
      {record.offline && <Tag>{t('records.offline')}</Tag>}
      {!record.released && <Tag color="error">{t('records.outside')}</Tag>}
    </div>
  );
}

function RecordFacts({ record }: { record: StampingRecordView }) {
  const { t } = useTranslation('powers-seals');
  const pick = usePick();
  const { distance } = record;
  return (
    <>
      {record.late && <p className="wb-quiet">{t('records.lateHint')}</p>}
      <Facts
        facts={[
          { label: t('records.at'), value: <TimeText at={record.at} form="second" /> },
          { label: t('records.received'), value: <TimeText at={record.receivedAt} form="second" /> },
          { label: t('records.impressions'), value: record.impressions },
          { label: t('records.paper'), value: pick(paperStates[record.paper]) },
          {
            label: t('records.place'),
            value: distance === null ? t('records.noPlace') : t('records.metres', { metres: distance }),
          },
        ]}
      />
    </>
  );
}

function Photos({ record }: { record: StampingRecordView }) {
  const { t } = useTranslation('powers-seals');
  if (record.photos.length === 0) return <p className="wb-quiet">{t('records.noPhotos')}</p>;
  return (
    <ul className={styles.photos} aria-label={t('records.photos')}>
      {record.photos.map(({ id }, index) => (
        <li key={id}>
          <a href={attachmentAddress(id)} download>
            <img
              src={attachmentAddress(id)}
              alt={t('records.photo', { counter: record.counter, n: index + 1 })}
              loading="lazy"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
