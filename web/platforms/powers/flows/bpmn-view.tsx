import { MinusOutlined, PlusOutlined, FullscreenOutlined } from '@ant-design/icons';
import { Alert, Button, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './flows.module.css';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Canvas {
  /** Without a level: the present one. */
  zoom(level?: number, centre?: 'auto'): number;
  viewbox(): { inner: Box };
  viewbox(shown: Box): void;
  /** The container has another size. */
  resized(): void;
}
interface Viewer {
  importXML(xml: string): Promise<unknown>;
  get(service: 'canvas'): Canvas;
  destroy(): void;
}

/** The viewer comes when it is first needed: half of it nobody else's page has to carry. */
async function openViewer(container: HTMLElement): Promise<Viewer> {
  const [{ default: NavigatedViewer }] = await Promise.all([
    import('bpmn-js/lib/NavigatedViewer'),
    import('bpmn-js/dist/assets/diagram-js.css'),
  ]);
  // The wheel scrolls the page; one zooms by the buttons and moves by dragging.
  return new NavigatedViewer({ container, zoomScroll: { enabled: false } }) as unknown as Viewer;
}

/** Around what is drawn, in pixels of the drawing: the circles of beginning and end are not cut by the edge. */
const margin = 16;
const heights = { least: 150, most: 640 };

/** Shows all of a drawing, no larger than it was drawn, in a place as high as that needs. */
function fit(canvas: Canvas, container: HTMLElement): void {
  const { inner } = canvas.viewbox();
  const [width, height] = [inner.width + 2 * margin, inner.height + 2 * margin];
  const fitting = height * Math.min(1, container.clientWidth / width);
  container.style.height = `${Math.min(heights.most, Math.max(heights.least, fitting))}px`;
  canvas.resized();
  const scale = Math.min(1, container.clientWidth / width, container.clientHeight / height);
  const shown = { width: container.clientWidth / scale, height: container.clientHeight / scale };
  canvas.viewbox({
    ...shown,
    x: inner.x + inner.width / 2 - shown.width / 2,
    y: inner.y + inner.height / 2 - shown.height / 2,
  });
}

/**
 * A flow drawn by bpmn-js. Its mark in the corner stays in sight, as its licence asks. What is drawn stands beside it as a list:
 * a drawing alone would leave out who does not see it.
 */
export function BpmnView({ xml, label }: { xml: string; label: string }) {
  const { t } = useTranslation('powers-flows');
  const place = useRef<HTMLDivElement>(null);
  const viewer = useRef<Viewer | null>(null);
  const [state, setState] = useState<'loading' | 'drawn' | 'failed'>('loading');
  useEffect(() => {
    const container = place.current;
    if (!container) return;
    let gone = false;
    const opening = openViewer(container);
    opening
      .then(async (opened) => {
        if (gone) return opened.destroy();
        viewer.current = opened;
        await opened.importXML(xml);
        fit(opened.get('canvas'), container);
        setState('drawn');
      })
      .catch(() => !gone && setState('failed'));
    return () => {
      gone = true;
      viewer.current?.destroy();
      viewer.current = null;
    };
  }, [xml]);
  const zoom = (by: number) => {
    const canvas = viewer.current?.get('canvas');
    if (!canvas || !place.current) return;
    if (by === 0) fit(canvas, place.current);
    else canvas.zoom(canvas.zoom() * by, 'auto');
  };
  return (
    <figure className={styles.bpmn} aria-label={label}>
      <div className={`${styles.zoom} no-print`}>
        <Button size="small" icon={<PlusOutlined />} aria-label={t('zoom.in')} onClick={() => zoom(1.25)} />
        <Button size="small" icon={<MinusOutlined />} aria-label={t('zoom.out')} onClick={() => zoom(0.8)} />
        <Button
          size="small"
          icon={<FullscreenOutlined />}
          aria-label={t('zoom.fit')}
          onClick={() => zoom(0)}
        />
      </div>
      {state === 'failed' && <Alert type="error" showIcon title={t('bpmn.failed')} />}
      {state === 'loading' && (
        <div className={styles.drawing} role="status" aria-label={t('bpmn.drawing')}>
          <Spin />
        </div>
      )}
      <div className={styles.canvas} ref={place} />
    </figure>
  );
}
