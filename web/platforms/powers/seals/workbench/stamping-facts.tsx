import { useTranslation } from 'react-i18next';
import { comparisons, type StampingDetail } from '#contract/powers/seals';
import { usePick } from '../../../../i18n/language.ts';
import { FileList } from '../../../../ui/file-list.tsx';
import { useTimeText } from '../../../../ui/time-text.tsx';
import { Facts } from '../../../../workbench/ui/facts.tsx';

/** Who asked for what, why, who agreed, approved and compared. */
export function StampingFacts({ stamping }: { stamping: StampingDetail }) {
  const { t } = useTranslation('powers-seals');
  const pick = usePick();
  const write = useTimeText();
  const { agreed, approval, comparison, releases, requester } = stamping;
  const said = (one: { by: string; at: string }, ...more: string[]) =>
    [one.by, write(one.at), ...more].filter(Boolean).join(' · ');
  return (
    <Facts
      facts={[
        { label: t('stampings.document'), value: stamping.document, wide: true },
        { label: t('stamping.purpose'), value: stamping.purpose, wide: true },
        { label: t('seals.owner'), value: pick(stamping.organName) },
        { label: t('stampings.seal'), value: stamping.sealName },
        { label: t('stamping.by'), value: requester },
        { label: t('stamping.keeper'), value: stamping.keeper },
        requester !== null && { label: t('stamping.copies'), value: stamping.copies },
        { label: t('stamping.pages'), value: stamping.pages },
        { label: t('stamping.urgentReason'), value: stamping.urgentReason, wide: true },
        requester !== null && {
          label: t('stamping.files'),
          value: <Files stamping={stamping} />,
          wide: true,
        },
        agreed && { label: t('stamping.step.agree'), value: said(agreed), wide: true },
        approval && {
          label: t(approval.afterwards ? 'stamping.afterwards' : 'stamping.step.approve'),
          value: said(approval, t(approval.granted ? 'stamping.granted' : 'stamping.refused'), approval.note),
          wide: true,
        },
        releases.length > 0 && {
          label: t('stamping.releases'),
          value: releases
            .map(({ at, until }) => t('stamping.releaseText', { from: write(at), until: write(until) }))
            .join('；'),
          wide: true,
        },
        comparison && {
          label: t('stamping.comparison'),
          value: said(comparison, pick(comparisons[comparison.result]), comparison.note),
          wide: true,
        },
        { label: t('stamping.explanation'), value: stamping.explanation, wide: true },
      ]}
    />
  );
}

function Files({ stamping }: { stamping: StampingDetail }) {
  const { t } = useTranslation('powers-seals');
  if (stamping.files.length === 0) return <span className="wb-quiet">{t('stamping.noFiles')}</span>;
  return <FileList files={stamping.files} label={t('stamping.files')} />;
}
