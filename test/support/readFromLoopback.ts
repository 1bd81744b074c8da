import { fetchFeedText } from '../../src/feeds/httpClient';
import { serveFeed } from './feedServer';

/** What a feed reads from a server on this machine that answers with the text. */
export async function readFromLoopback<R>(
  feed: { read(text: string, checked: string): R },
  text: string,
  checked = '2026-11-23',
): Promise<R> {
  const server = await serveFeed(text);
  try {
    return feed.read(await fetchFeedText({ url: `${server.origin}/prices` }), checked);
  } finally {
    await server.close();
  }
}
