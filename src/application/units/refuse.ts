import { REFUSALS } from '../refusal-codes';
import { refuser } from '../refusal';
import { unitRefusals } from './refusal-texts';

export const refuse = refuser({ ...REFUSALS, ...unitRefusals });
