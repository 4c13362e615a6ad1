import { saveFile } from '../../../ui/save-file.ts';

/** Hands a diagram to the browser as a file. */
export const saveBpmn = (xml: string, name: string): void =>
  saveFile(new Blob([xml], { type: 'application/xml' }), `${name}.bpmn`);
