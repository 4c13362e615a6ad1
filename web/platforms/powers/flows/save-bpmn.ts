/** Hands a diagram to the browser as a file. */
export function saveBpmn(xml: string, name: string): void {
  const address = URL.createObjectURL(new Blob([xml], { type: 'application/xml' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.bpmn`;
  link.click();
  URL.revokeObjectURL(address);
}
