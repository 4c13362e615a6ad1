import { ExpandOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraRow, OpenViewing } from '#contract/powers/halls';
import { usePick } from '../../../../i18n/language.ts';
import { useTimeText } from '../../../../ui/time-text.tsx';
import styles from '../halls.module.css';
import { StreamTag } from '../stream-tag.tsx';
import { useHls } from '../use-hls.ts';
import { KeepMoment } from './keep-moment.tsx';

interface Props {
  camera: CameraRow;
  /** The viewing that was recorded; null before one is opened and after it has ended. */
  viewing: OpenViewing | null;
}

/** One camera of the wall: its picture while a viewing lasts, and what can be done with it. */
export function CameraTile({ camera, viewing }: Props) {
  const { t } = useTranslation('powers-halls');
  const pick = usePick();
  const video = useRef<HTMLVideoElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const state = useHls(video, viewing?.playlist ?? null);
  const where = [camera.hall, camera.window, pick(camera.regionName)].filter(Boolean).join(' · ');
  return (
    <article className={styles.tile} aria-label={camera.name}>
      <div className={styles.picture} ref={picture}>
        <video ref={video} muted autoPlay playsInline aria-label={t('wall.picture', { name: camera.name })} />
        <Cover camera={camera} state={viewing === null ? null : state} />
      </div>
      <div className={styles.caption}>
        <div>
          <Link to="/workbench/powers/cameras/$id" params={{ id: camera.id }}>
            {camera.name}
          </Link>
          <div className={styles.where} title={where}>
            {where}
          </div>
        </div>
        <StreamTag state={camera.stream} />
        {viewing && state === 'playing' && (
          <>
            <KeepMoment camera={camera} viewing={viewing} video={video} />
            <Button
              icon={<ExpandOutlined aria-hidden />}
              aria-label={t('wall.fullOf', { name: camera.name })}
              title={t('wall.full')}
              onClick={() => void picture.current?.requestFullscreen()}
            />
          </>
        )}
      </div>
    </article>
  );
}

/** What stands in place of a picture: why there is none. */
function Cover({ camera, state }: { camera: CameraRow; state: ReturnType<typeof useHls> | null }) {
  const { t } = useTranslation('powers-halls');
  const write = useTimeText();
  if (state === 'playing') return null;
  if (state !== 'waiting' && camera.stream === 'offline')
    return (
      <div className={styles.over}>
        <strong>{t('wall.offline')}</strong>
        {camera.streamSince && <span>{t('wall.since', { at: write(camera.streamSince) })}</span>}
      </div>
    );
  const words = state === null ? 'wall.closed' : state === 'away' ? 'wall.away' : 'wall.waiting';
  return (
    <div className={styles.over} role={state === null ? undefined : 'status'}>
      {t(words)}
    </div>
  );
}
