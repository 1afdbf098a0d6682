import type { Repository } from '../../model/repository.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { isWithin } from '../../source/is-within.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { resolveRepoPath } from '../../source/resolve-repo-path.ts'
import { createNotes } from './create-notes.ts'

/** Which paths the texts of a repository name, beside the references that the model knows. */
export interface Mentions {
  /** Named by a script, a comment, a string in some object, or prose. */
  isFileNamed(path: RepoPath): boolean
  /** Named from outside of it; `byProse` counts documentation too. */
  isDirectoryNamed(path: RepoPath, byProse: boolean): boolean
}

/** Texts above this size are data, not something that names manifests. */
const maximumBytes = 1024 * 1024
const longestPath = 500
const isMedia = /\.(?:png|jpe?g|gif|ico|webp|svg|pdf|zip|gz|tgz|jar|jks|woff2?|ttf|mp4|lock|sum)$/i
const isProse = /\.(?:md|mdx|txt|adoc|rst|html?)$/i
/** Who owns, watches, encrypts or leaves out a path does not use it. */
const isBookkeeping =
  /(?:^|\/)(?:CODEOWNERS|\.[^/]*ignore|\.gitattributes|\.(?:sops|gitops)\.yaml|\.gitops-baseline\.json|labeler\.ya?ml|dependabot\.ya?ml|\.?renovate[^/]*)$/

/** Reports of earlier runs, as the pages and templates call them: they name what is found, and nobody uses that. */
const isReport =
  /(?:^|\/)(?:gl-code-quality-report\.json|gitops-lint(?:-junit)?\.(?:xml|md|sarif|json|checkstyle)|promotion-preview\.md|[^/]*\.sarif)$/

const indexes = new WeakMap<Repository, Mentions>()

/** Reads every text once, in time linear in their length; what it finds is kept with the repository. */
export function indexMentions(repository: Repository): Mentions {
  const known = indexes.get(repository) ?? readMentions(repository)
  indexes.set(repository, known)
  return known
}

function readMentions({ tree, files, kustomizations }: Repository): Mentions {
  const namedFiles = new Set<RepoPath>()
  const namedDirectories = new Set<RepoPath>()
  const namedInProse = new Set<RepoPath>()
  const openEnds = new Set<RepoPath>()
  const loose = createNotes()

  const addPlace = (place: RepoPath, from: RepoPath): boolean => {
    if (tree.isFile(place)) namedFiles.add(place)
    else if (!tree.isDirectory(place)) return false
    else if (!isWithin(from, place)) (isProse.test(from) ? namedInProse : namedDirectories).add(place)
    return true
  }
  const read = (file: SourceFile, text: string, takesPlainNames: boolean): void => {
    const directory = parentDirectory(file.path)
    const isObject = file.isYaml && /^apiVersion:/m.test(text)
    for (const { 0: match, index } of text.matchAll(/[\w@+./-]+/g)) {
      // Most words are neither a path nor the name of a YAML file.
      if (!takesPlainNames && !match.includes('/') && !match.includes('.y')) continue
      if (match.length > longestPath) continue
      const name = match.replace(/^\/+/, '').replace(/[./]+$/, '')
      const isYaml = /\.ya?ml$/.test(name)
      if (name === '' || !(isYaml || takesPlainNames || name.includes('/'))) continue
      const end = index + match.length
      const isOpen = isObject && match.endsWith('/') && /^(?:<<|\{\{|\*)/.test(text.slice(end, end + 2))
      let isFound = false
      for (const place of placesOf(name, directory, isYaml)) {
        if (place === '' || place === file.path) continue
        if (isOpen) openEnds.add(place)
        if (addPlace(place, file.path)) isFound = true
      }
      if (isYaml && !isFound) {
        const last = nameOf(name)
        loose.add(last, file.path)
        loose.add(last === name ? `${directory}/${last}` : `**/${withoutWayUp(name)}`, file.path)
      }
    }
  }
  const written = new Map([...kustomizations.values()].map((one) => [one.path, one]))
  for (const file of files.values()) {
    const namesNobody = isMedia.test(file.path) || isBookkeeping.test(file.path) || isReport.test(file.path)
    if (file.size > maximumBytes || namesNobody) continue
    const kustomization = written.get(file.path)
    if (kustomization === undefined || kustomization.isBroken) read(file, file.text, kustomization !== undefined)
    else {
      const remote = kustomization.references.flatMap(({ target }) => (target.kind === 'remote' ? [target.url] : []))
      read(file, [commentsOf(file.text), ...remote].join('\n'), true)
    }
  }

  const counts = new Map<string, number>()
  for (const path of files.keys()) counts.set(nameOf(path), (counts.get(nameOf(path)) ?? 0) + 1)
  return {
    isFileNamed(path) {
      const name = nameOf(path)
      if (namedFiles.has(path) || (counts.get(name) === 1 && loose.has(name, path))) return true
      for (let at = parentDirectory(path); at !== ''; at = parentDirectory(at)) {
        const ending = path.slice(at.length - nameOf(at).length)
        if (loose.has(`${at}/${name}`, path) || loose.has(`**/${ending}`, path)) return true
      }
      return false
    },
    isDirectoryNamed(path, byProse) {
      if (namedDirectories.has(path) || (byProse && namedInProse.has(path))) return true
      for (let at = parentDirectory(path); at !== ''; at = parentDirectory(at)) if (openEnds.has(at)) return true
      return false
    },
  }
}

/**
 * Where a name may lead: from its own directory, and, with a directory in it, from the root. The name of a file may also
 * begin somewhere else: with a host, or where a container has the repository.
 */
function placesOf(name: string, directory: RepoPath, isYaml: boolean): readonly RepoPath[] {
  const places = [resolveRepoPath(directory, name)]
  if (name.includes('/')) places.push(resolveRepoPath('', name))
  for (let slash = name.indexOf('/'); isYaml && slash >= 0; slash = name.indexOf('/', slash + 1)) {
    const rest = name.slice(slash + 1)
    if (rest.includes('/')) places.push(resolveRepoPath('', rest))
  }
  return places.filter((place) => place !== undefined)
}

function withoutWayUp(path: string): string {
  return path.slice(/^[./]*\//.exec(path)?.[0].length ?? 0)
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** What stands behind a `#`: entries that are switched off. */
function commentsOf(text: string): string {
  return [...text.matchAll(/(?:^|[ \t])#(.*)$/gm)].map((match) => match[1]).join('\n')
}
