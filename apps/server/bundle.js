// Bundles the server and all that it needs, straight from the sources of the workspace, into dist/.
import { build } from "esbuild"
import { rm } from "node:fs/promises"

const here = import.meta.dirname

await rm(`${here}/dist`, { recursive: true, force: true })
await build({
  entryPoints: [`${here}/src/main.ts`],
  outdir: `${here}/dist`,
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node20",
  format: "esm",
  conditions: ["@org/source"],
  // A native package, which has to come from the registry; and an optional one, which is not used.
  external: ["@libsql/client", "pg-native"],
  legalComments: "linked",
  logLevel: "warning",
  // Some dependencies are CommonJS and call `require` for Node's own modules.
  banner: {
    js: 'import { createRequire as createBundleRequire } from "node:module"; const require = createBundleRequire(import.meta.url);'
  }
})
