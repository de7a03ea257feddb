export { openMovableClock, type StoredMovableClock } from './movable-clock';
export { systemClock } from './system-clock';
