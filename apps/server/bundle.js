// Bundles the server from the sources of the workspace.
import { bundle, removeOthers } from "../../tools/bundle/Bundle.js"

const here = import.meta.dirname

const names = await bundle(here, {
  entryPoints: ["src/main.ts"],
  splitting: true,
  format: "esm",
  // The first is a native package, which npm must install; the second is optional and not used.
  external: ["@libsql/client", "pg-native"],
  // Some dependencies are CommonJS and call `require` for Node's own modules.
  banner: {
    js: 'import { createRequire as createBundleRequire } from "node:module"; const require = createBundleRequire(import.meta.url);'
  }
})

await removeOthers(here, names)
