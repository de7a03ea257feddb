import { REFUSALS } from '../refusal-codes';
import { refuser } from '../refusal';
import { peopleRefusals } from './refusal-texts';

export const refuse = refuser({ ...REFUSALS, ...peopleRefusals });
