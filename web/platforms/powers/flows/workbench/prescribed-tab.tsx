import { DownloadOutlined, EditOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { flowsApi } from '#contract/powers/flows';
import { useEndpoint } from '../../../../api.ts';
import { useLanguage, usePick } from '../../../../i18n/language.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { BpmnView } from '../bpmn-view.tsx';
import { saveBpmn } from '../save-bpmn.ts';
import { StepTable } from '../step-table.tsx';
import type { ItemVersion } from '../item-version.ts';

/** The flow of the catalogue: as BPMN, and as the list of its steps. */
export function PrescribedTab({ code, item }: { code: string; item: ItemVersion }) {
  const { t } = useTranslation('powers-flows');
  const pick = usePick();
  const { language } = useLanguage();
  const query = useEndpoint(flowsApi.getBpmn, {
    params: { code: item.code },
    query: { version: item.version, language },
  });
  const drawn = query.data;
  return (
    <div className="wb-stack">
      <Section
        title={t('prescribed.diagram', { version: item.flow.version })}
        extra={
          <span className="wb-tags no-print">
            <Link
              to="/workbench/catalogue/$code"
              params={{ code: item.code }}
              search={{}}
              className="wb-button-link"
            >
              <EditOutlined aria-hidden /> {t('prescribed.catalogue')}
            </Link>
            {drawn && (
              <Button
                icon={<DownloadOutlined aria-hidden />}
                onClick={() => saveBpmn(drawn.xml, `${code}-${item.flow.version}`)}
              >
                {t('bpmn.export')}
              </Button>
            )}
          </span>
        }
      >
        <QueryView query={query}>
          {({ xml }) => <BpmnView xml={xml} label={t('bpmn.label', { item: pick(item.name) })} />}
        </QueryView>
        <p className="wb-quiet">{t('bpmn.gateways')}</p>
      </Section>
      <Section title={t('prescribed.steps')}>
        <StepTable flow={item.flow} />
      </Section>
    </div>
  );
}
