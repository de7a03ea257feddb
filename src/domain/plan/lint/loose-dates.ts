/** Arithmetic on civil dates that may be months: 2020-08 starts on the 1st and ends on the 31st. */

export const firstDay = (date: string): string => (date.length === 7 ? `${date}-01` : date);

export const lastDay = (date: string): string => {
  if (date.length > 7) return date;
  const [y, m] = date.split('-').map(Number);
  return `${date}-${String(new Date(Date.UTC(y ?? 0, m ?? 1, 0)).getUTCDate()).padStart(2, '0')}`;
};

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The Monday of the week of a date. */
export const weekOf = (date: string): string => {
  const day = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(date, -day);
};
