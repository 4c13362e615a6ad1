import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { penaltiesApi } from '#contract/powers/penalties';
import { useEndpoint } from '../../../../api.ts';

interface Props {
  id?: string;
  value?: string[];
  onChange?: (numbers: string[]) => void;
}

/** Officers of one's own organ by their certificates, those alone that are in force. */
export function OfficerSelect(props: Props) {
  const { t } = useTranslation('powers-penalties');
  const query = useEndpoint(penaltiesApi.listCertificates, { query: { valid: 'true', pageSize: 200 } });
  return (
    <Select
      {...props}
      mode="multiple"
      loading={query.isPending}
      notFoundContent={t('certificates.none')}
      showSearch={{ optionFilterProp: 'label' }}
      options={(query.data?.rows ?? []).map(({ number, holder }) => ({
        value: number,
        label: `${holder} · ${number}`,
      }))}
    />
  );
}
