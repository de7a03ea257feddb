/** Heard by every process after a change of the register: what it keeps of it is out of date. */
export const UNITS_CHANGED = 'units_changed';
