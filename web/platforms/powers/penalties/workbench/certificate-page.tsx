import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { App, Button, Form, Input, Modal, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Certificate, type CertificateRow, penaltiesApi } from '#contract/powers/penalties';
import { useAction, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMe } from '../../../../session/session.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { CivilDateInput } from '../../../../workbench/ui/civil-date-input.tsx';
import { FilterBar, FilterField } from '../../../../workbench/ui/filter-bar.tsx';
import { OrganSelect } from '../../../../workbench/ui/organ-select.tsx';
import { PagedTable } from '../../../../workbench/ui/paged-table.tsx';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { SearchInput } from '../../../../workbench/ui/search-input.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';
import styles from '../penalties.module.css';
import { useFormProblem } from '../use-form-problem.ts';

const route = getRouteApi('/workbench/powers/certificates');
type Search = ReturnType<typeof route.useSearch>;

/** Certificates of officers, those first that run out next. */
export default function CertificatePage() {
  const { t } = useTranslation('powers-penalties');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const query = useEndpoint(penaltiesApi.listCertificates, { query: search }, { keepPrevious: true });
  const change = (patch: Search) =>
    void navigate({ search: (now: Search) => ({ ...now, page: undefined, ...patch }) });
  return (
    <>
      <PageHeader
        title={t('certificates.title')}
        sub={t('certificates.sub')}
        actions={
          me?.grants.some(({ role }) => role === 'approver') && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
              {t('certificates.new')}
            </Button>
          )
        }
      />
      <Filters search={search} onChange={change} />
      <PagedTable
        query={query}
        label={t('certificates.title')}
        rowKey={(row) => row.number}
        columns={useColumns()}
        card={(row) => <Card row={row} />}
        empty={<EmptyState title={t('certificates.empty')} hint={t('certificates.emptyHint')} />}
        onPage={(page, pageSize) => change({ page, pageSize })}
      />
      <NewCertificate open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function Filters({ search, onChange }: { search: Search; onChange: (patch: Search) => void }) {
  const { t } = useTranslation('powers-penalties');
  const active = [search.search, search.organ, search.valid].filter(Boolean).length;
  return (
    <FilterBar
      active={active}
      onClear={() => onChange({ search: undefined, organ: undefined, valid: undefined })}
    >
      <FilterField label={t('certificates.search')} wide>
        {(id) => (
          <SearchInput
            id={id}
            value={search.search}
            maxLength={80}
            onChange={(text) => onChange({ search: text })}
          />
        )}
      </FilterField>
      <FilterField label={t('certificates.state')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('any')}
            value={search.valid}
            onChange={(valid?: 'true' | 'false') => onChange({ valid })}
            options={[
              { value: 'true', label: t('certificates.valid') },
              { value: 'false', label: t('certificates.invalid') },
            ]}
          />
        )}
      </FilterField>
      <FilterField label={t('certificates.organ')}>
        {(id) => <OrganSelect id={id} value={search.organ} onChange={(organ) => onChange({ organ })} />}
      </FilterField>
    </FilterBar>
  );
}

function State({ valid }: { valid: boolean }) {
  const { t } = useTranslation('powers-penalties');
  return <span className={styles.tag}>{valid ? t('certificates.valid') : t('certificates.invalid')}</span>;
}

function useColumns(): TableColumnsType<CertificateRow> {
  const { t } = useTranslation('powers-penalties');
  const pick = usePick();
  return [
    { key: 'number', title: t('certificates.number'), render: (_, row) => row.number },
    { key: 'holder', title: t('certificates.holder'), render: (_, row) => row.holder },
    { key: 'organ', title: t('certificates.organ'), render: (_, row) => pick(row.organName) },
    { key: 'from', title: t('certificates.validFrom'), width: 130, render: (_, row) => row.validFrom },
    { key: 'until', title: t('certificates.validUntil'), width: 130, render: (_, row) => row.validUntil },
    {
      key: 'state',
      title: t('certificates.state'),
      width: 170,
      render: (_, row) => <State valid={row.valid} />,
    },
  ];
}

function Card({ row }: { row: CertificateRow }) {
  const pick = usePick();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <State valid={row.valid} />
        <span>
          {row.validFrom} – {row.validUntil}
        </span>
      </div>
      <strong>{row.holder}</strong>
      <div>{row.number}</div>
      <div className="wb-quiet">{pick(row.organName)}</div>
    </article>
  );
}

function NewCertificate({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('powers-penalties');
  const { message } = App.useApp();
  const required = useRequired();
  const [form] = Form.useForm<Certificate>();
  const { elsewhere, fail, clear } = useFormProblem(form);
  const save = useAction(penaltiesApi.saveCertificate, { refreshes: [penaltiesApi.listCertificates] });
  const send = (body: Certificate) => {
    clear();
    save.mutate(
      { body },
      {
        onError: fail,
        onSuccess: () => {
          void message.success(t('certificates.saved'));
          onClose();
        },
      },
    );
  };
  const texts = ['number', 'holder'] as const;
  const dates = ['validFrom', 'validUntil'] as const;
  return (
    <Modal open={open} title={t('certificates.new')} onCancel={onClose} footer={null} destroyOnHidden>
      <Form<Certificate> form={form} layout="vertical" onFinish={send}>
        {texts.map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`certificates.${name}`)}
            rules={required(t(`certificates.${name}`))}
          >
            <Input maxLength={name === 'number' ? 40 : 80} />
          </Form.Item>
        ))}
        {dates.map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`certificates.${name}`)}
            rules={required(t(`certificates.${name}`))}
          >
            <CivilDateInput />
          </Form.Item>
        ))}
        <ProblemAlert error={elsewhere} />
        <div className="wb-form-buttons">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('certificates.save')}
          </Button>
        </div>
      </Form>
    </Modal>
  );
}
