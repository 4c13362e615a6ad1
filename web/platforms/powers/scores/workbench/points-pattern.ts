/** Signed points as the contract takes them (`adjustmentPoints`): at most two places, at most 100. */
export const pointsPattern = /^\s*[+-]?(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)\s*$/;
