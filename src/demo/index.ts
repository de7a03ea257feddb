export { loadDemoCampaign } from './load-demo-campaign';
export { forgetDemoAccess, keepDemoAccess, readDemoAccess, type DemoAccess } from './password-file';
