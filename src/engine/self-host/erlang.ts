/**
 * Queues with c servers and Poisson arrivals (M/M/c), for hard concurrency caps: a number of slots that each serve one
 * request at a time. A batching GPU slows all requests down instead of blocking them: see `processorSharing.ts`.
 * A is the offered load in Erlang (arrival rate × mean service time).
 * @source A. K. Erlang 1917, in the recursive form of every queueing textbook
 */

/** Share of requests that find all c servers busy and are turned away. */
export function erlangB(offeredLoad: number, servers: number): number {
  let blocked = 1;
  for (let k = 1; k <= servers; k++) blocked = (offeredLoad * blocked) / (k + offeredLoad * blocked);
  return blocked;
}

/** Share of requests that have to wait; 1 when the servers cannot keep up. */
export function erlangC(offeredLoad: number, servers: number): number {
  if (servers <= offeredLoad) return 1;
  const blocked = erlangB(offeredLoad, servers);
  return blocked / (1 - (offeredLoad / servers) * (1 - blocked));
}
