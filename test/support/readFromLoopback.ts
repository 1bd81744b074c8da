import { fetchFeed } from '../../src/feeds/httpClient';
import { serveFeed } from './feedServer';

/** What a feed reads from a server on this machine that answers with the text. */
export async function readFromLoopback<R>(
  feed: { read(text: string, checked: string): R },
  text: string,
  checked = '2026-11-23',
): Promise<R> {
  const server = await serveFeed(text);
  try {
    const { text } = await fetchFeed({ url: `${server.origin}/prices` });
    return feed.read(text, checked);
  } finally {
    await server.close();
  }
}
