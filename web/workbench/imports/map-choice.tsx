import { UploadOutlined } from '@ant-design/icons';
import { Button, Radio, Select, Upload } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importsApi } from '#contract/imports';
import { useEndpoint } from '../../api.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import type { ChosenFiles } from './chosen-files.ts';

interface MapChoiceProps {
  chosen: ChosenFiles;
  onChange: (chosen: ChosenFiles) => void;
}

/** The mapping: one that comes with the installation, or a file of one's own. */
export function MapChoice({ chosen, onChange }: MapChoiceProps) {
  const { t } = useTranslation('workbench-imports');
  const [preferred, setPreferred] = useState<'built-in' | 'own'>('built-in');
  const kind = chosen.map ? 'own' : preferred;
  const choose = (next: 'built-in' | 'own') => {
    setPreferred(next);
    onChange({ ...chosen, map: null, example: null });
  };
  return (
    <div className="wb-stack-small">
      <Radio.Group
        aria-label={t('map.title')}
        value={kind}
        onChange={(event) => choose(event.target.value)}
        options={[
          { value: 'built-in', label: t('map.builtIn') },
          { value: 'own', label: t('map.own') },
        ]}
      />
      {kind === 'built-in' ? (
        <BuiltInMap chosen={chosen} onChange={onChange} />
      ) : (
        <div>
          <Upload
            accept=".json"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(file) => {
              onChange({ ...chosen, map: file, example: null });
              return false;
            }}
          >
            <Button icon={<UploadOutlined aria-hidden />}>{t('map.choose')}</Button>
          </Upload>
          <p className="wb-chosen" role="status">
            {chosen.map ? <strong>{chosen.map.name}</strong> : t('map.none')}
          </p>
        </div>
      )}
      <p className="wb-quiet">{t('map.hint')}</p>
    </div>
  );
}

function BuiltInMap({ chosen, onChange }: MapChoiceProps) {
  const { t } = useTranslation('workbench-imports');
  const id = useId();
  const maps = useEndpoint(importsApi.listMaps, {}, { staleTime: 60_000 });
  const map = maps.data?.find((one) => one.name === chosen.example);
  return (
    <div className="wb-stack-small">
      <label htmlFor={id}>{t('map.which')}</label>
      <Select
        id={id}
        className="wb-full"
        placeholder={t('map.choose')}
        loading={maps.isPending}
        value={chosen.example ?? undefined}
        onChange={(example) => onChange({ ...chosen, example })}
        options={(maps.data ?? []).map((one) => ({
          value: one.name,
          label: `${one.title}（${one.format.toUpperCase()}）`,
        }))}
      />
      <ProblemAlert error={maps.error} />
      {map && (
        <details className="wb-details">
          <summary>{t('map.content')}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre className="wb-json" tabIndex={0}>
            {JSON.stringify(map.content, null, 2)}
          </pre>
        </details>
      )}
    </div>
  );
}
