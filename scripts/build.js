// Bundles the two binaries and the public API into dist/.
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, transform } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
// Built beside and then moved, so that a failed build leaves the binaries that were.
const outdir = `${dist}.${process.pid}`
// Names and lines stay, for whoever reads where a bug happened.
const common = { platform: 'node', target: 'node20.19', minifySyntax: true, legalComments: 'none', logLevel: 'warning' }
const bundled = { ...common, absWorkingDir: root, outdir, bundle: true, write: false, metafile: true }

// Everything in pieces, so that a command loads only what it needs. The CommonJS of yaml, which Node would take, asks a
// getter for each of its functions each time.
const { outputFiles, metafile } = await build({
  ...bundled,
  entryPoints: ['src/cli.ts', 'src/index.ts'],
  define: { BUILD: JSON.stringify(hashSources(['src', 'schemas', 'package-lock.json', 'scripts/build.js'])) },
  entryNames: '[name]-[hash]',
  splitting: true,
  format: 'esm',
  alias: { 'string-width': './src/cli/string-width.ts', yaml: './node_modules/yaml/browser/dist/index.js' },
  plugins: [{ name: 'when needed', setup: loadWhenNeeded }],
})
mkdirSync(outdir)
for (const { path, text } of outputFiles) writeFileSync(path, await toCommonJs(text))

/**
 * ajv is for what does not fit its schema, and then it is soon enough to load it. What yaml has for browsers decodes base64
 * more strictly than what it has for Node, which the tests run. Which colours there may be, src/cli/wants-color.ts knows, and
 * chalk need not find out.
 */
function loadWhenNeeded({ onResolve, onLoad }) {
  onResolve({ filter: /yaml-1\.1\/binary\.js$|^\.\/binary\.js$/ }, ({ resolveDir }) =>
    resolveDir.includes('yaml/browser') || resolveDir.includes('yaml\\browser')
      ? { path: join(root, 'node_modules/yaml/dist/schema/yaml-1.1/binary.js') }
      : undefined,
  )
  onResolve({ filter: /^#supports-color$/ }, () => ({
    path: join(root, 'node_modules/chalk/source/vendor/supports-color/browser.js'),
  }))
  onResolve({ filter: /^ajv$/ }, ({ kind, path }) =>
    kind === 'import-statement' ? { path, namespace: 'late' } : undefined,
  )
  onLoad({ filter: /^/, namespace: 'late' }, () => ({
    contents: "export function Ajv(options) { return new (require('ajv').Ajv)(options) }",
    resolveDir: root,
  }))
}

/** esbuild makes pieces of ES modules alone, and V8's code cache (src/files/load-pieces.ts) is for CommonJS alone. */
async function toCommonJs(text) {
  const url = "const __url = require('node:url').pathToFileURL(__filename).href;"
  const { code } = await transform(text, {
    ...common,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': '__url' },
    banner: text.includes('import.meta.url') ? url : '',
  })
  // Plain ASCII is read faster, and esbuild leaves other letters in regular expressions.
  return code.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The piece that an entry has become, and the names of its exports. */
function findPiece(entryPoint) {
  const [[path, { exports }]] = Object.entries(metafile.outputs).filter(
    ([, output]) => output.entryPoint === entryPoint,
  )
  return { name: basename(path), exports }
}

/** A piece with all that it imports in the usual way, in one file, as they are always loaded together. */
function pack(entryPoint, name) {
  const names = new Set([findPiece(entryPoint).name])
  for (const piece of names) {
    const { imports } = metafile.outputs[`${relative(root, outdir)}/${piece}`]
    for (const { kind, path, external } of imports) {
      if (kind === 'import-statement' && external !== true) names.add(basename(path))
    }
  }
  const functions = [...names].map((piece) => {
    const text = readFileSync(join(outdir, piece), 'utf8')
    return `${JSON.stringify(piece)}(exports, require, module, __filename, __dirname) {${text}\n}`
  })
  writeFileSync(join(outdir, name), `({${functions.join(',\n')}})\n`)
}

const startPack = 'start.js'
pack('src/cli.ts', startPack)

// The public API is an ES module.
const api = findPiece('src/index.ts')
writeFileSync(
  join(outdir, 'index.mjs'),
  `import api from './${api.name}'\n\nexport const { ${api.exports.join(', ')} } = api\n`,
)

// The binaries load the command line through the code cache, unless they need not load it at all.
const binaries = await build({
  ...bundled,
  entryPoints: ['src/gitops-lint.ts', 'src/gitops.ts'],
  format: 'cjs',
  define: { cliPiece: JSON.stringify(findPiece('src/cli.ts').name), startPack: JSON.stringify(startPack) },
  plugins: [
    {
      name: 'code cache',
      setup({ onResolve }) {
        onResolve({ filter: /^\.\/cli\.ts$/ }, () => ({ path: join(root, 'src/load-cli.ts') }))
      },
    },
  ],
})
for (const { path, text } of binaries.outputFiles) {
  writeFileSync(path, text)
  chmodSync(path, 0o755)
}
writeFileSync(join(outdir, 'package.json'), '{ "type": "commonjs" }\n')
rmSync(dist, { recursive: true, force: true })
renameSync(outdir, dist)

/** What the program is made of: results that another one made are not taken for its own. */
function hashSources(paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    const isDirectory = statSync(join(root, path)).isDirectory()
    const files = isDirectory
      ? readdirSync(join(root, path), { recursive: true }).map((name) => join(path, name))
      : [path]
    for (const file of files.sort()) {
      if (statSync(join(root, file)).isFile()) hash.update(`${file}\0`).update(readFileSync(join(root, file)))
    }
  }
  return hash.digest('hex')
}
