export { deliverByChannel, type Delivering } from './deliver';
