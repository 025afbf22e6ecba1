/** The leaves of a JSON value by their JSON Pointers: the independent walk that reports are checked with. */

/** Every value that is no object and no list, and every empty one. */
export const leavesOf = (value: unknown): ReadonlyMap<string, unknown> => {
  const leaves = new Map<string, unknown>()
  const waiting: Array<readonly [path: string, value: unknown]> = [["", value]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [path, here] = next
    const children = typeof here === "object" && here !== null ? Object.entries(here) : []
    if (children.length === 0) leaves.set(path, here)
    for (const [key, child] of children)
      waiting.push([`${path}/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`, child])
  }
  return leaves
}
