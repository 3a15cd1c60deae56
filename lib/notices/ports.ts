/** What the notices room asks of the live side. */
import { createPort } from "#lib/base/port";

export interface NoticePublisher {
  /** Tells these people's screens how many notices they have not seen; call after the commit. */
  publish(userIds: readonly string[]): Promise<void>;
}

export const noticePublisher = createPort<NoticePublisher>("notice-publisher");
