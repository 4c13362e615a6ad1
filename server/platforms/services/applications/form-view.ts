import type { ApplicationForm } from '#contract/services/applications';
import { applicantFieldsBeside } from '#contract/services/applicant-fields';
import type { Spine } from '#spine/spine';
import { isHandedIn } from './check-form.ts';
import { itemToApplyFor } from './file-application.ts';
import { planOf } from './plan-parts.ts';

/** What the application for an item asks. Refusal: item-unknown. */
export function showForm(spine: Spine, code: string): ApplicationForm {
  const item = itemToApplyFor(spine, code);
  const { registry } = spine;
  const nameOf = (organ: string) => registry.organ(organ)!.name;
  return {
    item: item.code,
    itemName: item.name,
    organName: nameOf(item.organ),
    applicant: applicantFieldsBeside(item.formFields),
    fields: item.formFields,
    materials: item.materials.filter(isHandedIn),
    parts: planOf(registry, item, spine.now()).map((part) => ({
      item: part.item,
      name: registry.itemVersions(part.item).at(-1)!.name,
      organName: nameOf(part.organ),
      after: part.after,
    })),
    promised: item.limits.promised ?? null,
    legal: item.limits.legal ?? null,
  };
}
