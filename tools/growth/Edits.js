// The edits to existing files that a fifth provider needs, as data: the text to `find` (exactly once), and the text to `replace` it with.
// `isReference` marks project references: they repeat the dependencies of package.json, so they do not count.
const list = "{ factory, mielto, honcho, veryfront }"
const array = "[factory, mielto, honcho, veryfront]"
const reference = (path) => ({
  find: `"path": "${path}"`,
  replace: `"path": "${path.replace("veryfront", "acme")}" }, { "path": "${path}"`
})

export const edits = [
  {
    file: "packages/core/src/provider/Descriptors.ts",
    changes: [
      {
        find: 'import { factory } from "./Factory.js"',
        replace: 'import { acme } from "./Acme.js"\nimport { factory } from "./Factory.js"'
      },
      { find: list, replace: "{ factory, mielto, honcho, veryfront, acme }" }
    ]
  },
  {
    file: "packages/normalization/src/Providers.ts",
    changes: [
      {
        find: 'import { factory } from "./factory/FactoryAdapter.js"',
        replace: 'import { acme } from "./acme/AcmeAdapter.js"\nimport { factory } from "./factory/FactoryAdapter.js"'
      },
      { find: array, replace: "[factory, mielto, honcho, veryfront, acme]" }
    ]
  },
  {
    file: "packages/normalization/src/index.ts",
    changes: [
      {
        find: 'export { factory } from "./factory/FactoryAdapter.js"',
        replace: 'export { acme } from "./acme/AcmeAdapter.js"\nexport { factory } from "./factory/FactoryAdapter.js"'
      }
    ]
  },
  {
    file: "packages/normalization/package.json",
    changes: [
      {
        find: '"@org/messages-provider-factory": "0.1.0",',
        replace: '"@org/messages-provider-acme": "0.1.0",\n    "@org/messages-provider-factory": "0.1.0",'
      }
    ]
  },
  {
    file: "packages/sandbox/src/SimulatedProviders.ts",
    changes: [
      {
        find: 'import { factory } from "./providers/SimulatedFactory.js"',
        replace:
          'import { acme } from "./providers/SimulatedAcme.js"\nimport { factory } from "./providers/SimulatedFactory.js"'
      },
      { find: array, replace: "[factory, mielto, honcho, veryfront, acme]" }
    ]
  },
  {
    file: "README.md",
    changes: [
      {
        find: "| [`@org/messages-normalization`]",
        replace:
          "| [`@org/messages-provider-acme`](packages/provider-acme/README.md) | a client of Acme's |\n| [`@org/messages-normalization`]"
      }
    ]
  },
  {
    file: "packages/normalization/tsconfig.build.json",
    isReference: true,
    changes: [reference("../provider-veryfront/tsconfig.build.json")]
  },
  {
    file: "packages/normalization/tsconfig.json",
    isReference: true,
    changes: [reference("../provider-veryfront/tsconfig.build.json")]
  }
]
