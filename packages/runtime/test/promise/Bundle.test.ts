/** Bundled for a browser, a program loads the clients of the providers that it uses and no others, and no module of Node. */
import { build } from "esbuild"
import { assert, it } from "vitest"

it("splits the clients of the providers, and holds no module of Node", async () => {
  const { metafile, outputFiles } = await build({
    stdin: {
      contents: 'export { createMessages } from "@org/messages-runtime/promise"',
      resolveDir: import.meta.dirname
    },
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "browser",
    conditions: ["@org/source"],
    outdir: "out",
    write: false,
    metafile: true
  })
  const outputs = Object.entries(metafile.outputs)
  const chunkOf = (file: string) =>
    outputs.find(([, { inputs }]) => Object.keys(inputs).some((input) => input.endsWith(file)))
  const start = outputs.find(([, { entryPoint }]) => entryPoint === "<stdin>")?.[0] ?? ""

  /** The files that are loaded with a file. */
  const loadedWith = (name: string, loaded = new Set<string>()): ReadonlySet<string> => {
    if (loaded.has(name)) return loaded
    loaded.add(name)
    for (const { kind, path } of metafile.outputs[name]?.imports ?? [])
      if (kind === "import-statement") loadedWith(path, loaded)
    return loaded
  }

  const clients = ["Factory", "Mielto", "Honcho", "Veryfront"].map(
    (name) => [name, chunkOf(`/${name}Client.ts`)?.[0] ?? ""] as const
  )
  assert.strictEqual(new Set(clients.map(([, chunk]) => chunk)).size, 4)
  for (const [name, chunk] of clients) {
    const loaded = new Set([...loadedWith(start), ...loadedWith(chunk)])
    for (const [other, otherChunk] of clients)
      assert.strictEqual(loaded.has(otherChunk), other === name, `${name} loads ${other}`)
  }
  assert.notMatch(outputFiles.map(({ text }) => text).join(""), /from\s*"node:|import\("node:|require\("/)
  const bytes = [...loadedWith(start)].reduce((sum, name) => sum + (metafile.outputs[name]?.bytes ?? 0), 0)
  assert.isBelow(bytes, 600_000)
}, 120_000)
