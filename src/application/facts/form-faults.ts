import type { Facts } from '../../../workflows/facts';
import type { FactProvider } from '../drive/types';
import { provider } from './sources';

export function formFacts(): Record<'formFaults', FactProvider> {
  return {
    formFaults: provider((requests) => requests.map((): Facts['formFaults'] => [])),
  };
}
