/** What is used of bpmn-moddle, whose own types stand in another place than its code. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages: Record<string, object>);
  }
}
