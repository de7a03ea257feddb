export { CHANNEL, readAnnouncement, type Announcement } from './announcement';
export { createPublisher, type PublisherOptions } from './publisher';
