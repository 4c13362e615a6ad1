import { useTranslation } from 'react-i18next';
import { type CameraDetail, viewingPurposes } from '#contract/powers/halls';
import { usePick } from '../../../../i18n/language.ts';
import { TimeText } from '../../../../ui/time-text.tsx';
import { ScrollTable } from '../../../../workbench/ui/scroll-table.tsx';

/** Who watched a camera lately, for everybody who sees it. */
export function CameraViewings({ viewings }: { viewings: CameraDetail['viewings'] }) {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  if (viewings.length === 0) return <p className="wb-quiet">{t('viewings.none')}</p>;
  return (
    <ScrollTable
      label={t('one.viewings')}
      rowKey="id"
      columns={[
        { key: 'at', title: t('viewings.at'), render: (_, row) => <TimeText at={row.at} /> },
        { key: 'actor', dataIndex: 'actor', title: t('viewings.actor') },
        {
          key: 'purpose',
          title: t('viewings.purpose'),
          render: (_, row) => pick(viewingPurposes[row.purpose]),
        },
        { key: 'reason', dataIndex: 'reason', title: t('viewings.reason') },
      ]}
      dataSource={viewings}
    />
  );
}
