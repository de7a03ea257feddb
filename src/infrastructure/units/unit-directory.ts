import type { Reads, RegisterTransaction } from '../../application/ports/transaction';
import type { UnitDirectory } from '../../application/ports/units';
import { unitRegister, type UnitRegister } from '../../domain/units';

/** The register, read once and kept until somebody says that it changed. Those who ask meanwhile share one reading. */
export function unitDirectory(reads: Reads<Pick<RegisterTransaction, 'units'>>): UnitDirectory {
  const read = async (): Promise<UnitRegister> => {
    const answer = unitRegister(await reads.look((tx) => tx.units.all()));
    if (answer.ok) return answer.register;
    throw new Error(`The stored unit register does not hold together: ${answer.refused.map((fault) => fault.message.en).join('; ')}`);
  };
  let kept: Promise<UnitRegister> | null = null;
  return {
    current() {
      if (kept) return kept;
      const reading = read();
      kept = reading;
      reading.catch(() => {
        if (kept === reading) kept = null;
      });
      return reading;
    },
    invalidate() {
      kept = null;
    },
  };
}
