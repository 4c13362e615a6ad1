/** Code of the division that holds all others (GB/T 2260 in twelve digits): Shandong. */
export const province = '370000000000';
