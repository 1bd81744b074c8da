/** An id as Excel writes them: {5F3A…}. */
export function guid(): string {
  return `{${crypto.randomUUID().toUpperCase()}}`;
}
