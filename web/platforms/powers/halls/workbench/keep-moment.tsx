import { CameraOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CameraRow,
  hallsApi,
  type MomentKind,
  momentKinds,
  type OpenViewing,
} from '#contract/powers/halls';
import { useAction } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { uploadFile } from '../../../../upload.ts';
import styles from '../halls.module.css';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { useRequired } from '../../../../workbench/ui/use-required.ts';

interface Props {
  camera: Pick<CameraRow, 'id' | 'name'>;
  viewing: OpenViewing;
  video: RefObject<HTMLVideoElement | null>;
}

/** The picture as it stands now, as JPEG; null where the browser gives none. */
function pictureOf(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
}

/** An address under which the page itself shows a picture, for as long as it does. */
function usePictureAddress(picture: Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!picture) return;
    const made = URL.createObjectURL(picture);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return address;
}

/** Marks the moment that is seen: the picture is taken when the button is pressed, the clip by the server. */
export function KeepMoment(props: Props) {
  const { t } = useTranslation('powers-halls');
  const [picture, setPicture] = useState<Blob | null>(null);
  const [open, setOpen] = useState(false);
  const take = async () => {
    setPicture(props.video.current ? await pictureOf(props.video.current) : null);
    setOpen(true);
  };
  return (
    <>
      <Button icon={<CameraOutlined aria-hidden />} onClick={() => void take()}>
        {t('moment.keep')}
      </Button>
      <Modal
        title={t('moment.titleOf', { name: props.camera.name })}
        open={open}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <MomentForm {...props} picture={picture} onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
}

interface Values {
  kind: MomentKind;
  minutes?: number;
  note: string;
  about?: string;
  clip: boolean;
}

function MomentForm({
  camera,
  viewing,
  picture,
  onClose,
}: Props & { picture: Blob | null; onClose: () => void }) {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  const { message } = App.useApp();
  const required = useRequired();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form);
  const shown = usePictureAddress(picture);
  const [failed, setFailed] = useState<Error | null>(null);
  const keep = useAction(hallsApi.keepMoment, {
    refreshes: [hallsApi.getCamera, hallsApi.listCameras],
    onDone: ({ alert }) => {
      void message.success(t(alert ? 'moment.keptWithCard' : 'moment.kept'));
      onClose();
      if (alert) void navigate({ to: '/workbench/alerts/$id', params: { id: alert } });
    },
  });
  const submit = async ({ note, about, minutes, ...values }: Values) => {
    setFailed(null);
    try {
      const kept = picture && (await uploadFile(picture, `${camera.name}.jpg`));
      keep.mutate({
        params: { id: camera.id },
        body: {
          ...values,
          token: viewing.token,
          note: note.trim(),
          ...(kept && { snapshot: kept.id }),
          ...(values.kind === 'unattended' && { minutes }),
          ...(about?.trim() && { about: about.trim() }),
        },
      });
    } catch (error) {
      setFailed(error as Error);
    }
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ kind: 'unattended', clip: true }}
      onFinish={(values) => void submit(values)}
    >
      {shown && <img src={shown} alt={t('moment.taken')} className={styles.taken} />}
      <Form.Item name="kind" label={t('moment.kind')} extra={t('moment.kindHint')}>
        <Select
          options={Object.entries(momentKinds).map(([value, name]) => ({ value, label: pick(name) }))}
        />
      </Form.Item>
      {kind === 'unattended' && (
        <Form.Item name="minutes" label={t('moment.minutes')} rules={required(t('moment.minutes'))}>
          <InputNumber className="wb-full" min={0} max={1440} precision={0} />
        </Form.Item>
      )}
      <Form.Item
        name="note"
        label={t('moment.note')}
        extra={t('moment.noteHint')}
        rules={[...required(t('moment.note')), { min: 5, message: t('moment.short') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
      </Form.Item>
      <Form.Item name="about" label={t('moment.about')} extra={t('moment.aboutHint')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="clip" valuePropName="checked">
        <Checkbox>{t('moment.clip')}</Checkbox>
      </Form.Item>
      <ProblemAlert error={failed ?? keep.error} />
      <div className="wb-form-buttons">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={keep.isPending}>
          {t('moment.save')}
        </Button>
      </div>
    </Form>
  );
}
