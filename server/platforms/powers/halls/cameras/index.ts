import { definePart } from '#spine/platform/part';
import { cameraActions } from './actions.ts';
import { decideCamera } from './decide.ts';
import { cameraEvents } from './events.ts';
import { cameraRules } from './indicators.ts';
import { type CameraState, evolveCamera } from './state.ts';

export const cameraPart = 'powers/cameras';

/** The register of cameras: one case for each camera, as long as it is in use; what is kept of it stands in its case. */
export const cameras = definePart<CameraState, typeof cameraEvents>({
  name: cameraPart,
  title: { zh: '大厅摄像机登记', en: 'Register of cameras' },
  events: cameraEvents,
  evolve: evolveCamera,
  actions: cameraActions,
  decide: decideCamera,
  caseActions: () => [],
  clocks: [],
  rules: cameraRules,
});
