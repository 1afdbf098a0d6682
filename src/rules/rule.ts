import type { FluxKustomization } from '../flux/flux-kustomization.ts'
import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { Reference } from '../kustomize/reference.ts'
import type { JudgedChange } from '../model/change/environment-change.ts'
import type { Closure } from '../model/closure/closure.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Repository } from '../model/repository.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { RelatedLocation } from '../source/diagnostic.ts'
import type { Location } from '../source/location.ts'
import type { Severity } from '../source/severity.ts'
import type { JudgedBaselineEntry } from './suppressions/judged-baseline-entry.ts'
import type { JudgedSuppression } from './suppressions/judged-suppression.ts'

/** What a rule says of one place. */
export interface Report<MessageId extends string = string> {
  readonly message: MessageId
  /** Fills the `{name}`s of the message and of the help. */
  readonly data?: Readonly<Record<string, string>>
  readonly at: Location
  /** Where that is logically, the same when lines move: `resources[../base]`, `Deployment/kafka#spec.replicas`. */
  readonly pointer: string
  /** Instead of the rule's own remedy. Takes the same data. */
  readonly help?: string
  /** Places beside the chain from the cluster, which is added by itself. */
  readonly related?: readonly RelatedLocation[]
  /** Instead of the rule's own severity; the configuration overrides both. */
  readonly severity?: Severity
  /** Instead of the clusters that load the file. */
  readonly clusters?: readonly string[]
}

/**
 * What a rule wants to see. Each is called in the order of the paths and of the text, `Repository` after all that is in
 * it. The last two judge what is made of the findings of other rules; what they report cannot be suppressed in turn.
 */
export interface Visitor {
  /** Every file that is judged. */
  File?(file: SourceFile): void
  /** Every YAML file that is judged and is no template of a Helm chart, broken ones too. */
  YamlFile?(file: SourceFile): void
  Object?(object: KubernetesObject): void
  KustomizationFile?(kustomization: KustomizationFile): void
  /** Every reference of kustomization files and Flux objects. */
  Reference?(reference: Reference): void
  FluxKustomization?(fluxKustomization: FluxKustomization): void
  Cluster?(cluster: Cluster, closure: Closure): void
  Repository?(repository: Repository): void
  /** Every suppression comment of the files that are reported on, once it is known what it suppresses. */
  Suppression?(suppression: JudgedSuppression): void
  /** Every entry of the baseline, once it is known whether it occurs. */
  BaselineEntry?(entry: JudgedBaselineEntry): void
}

/** A setting of a rule. Lists are of strings. */
export interface RuleOption {
  readonly description: string
  readonly default: boolean | number | string | readonly string[]
}

/** What a rule is given to work with. */
export interface RuleContext<MessageId extends string, Options extends Readonly<Record<string, RuleOption>>> {
  readonly repository: Repository
  /** What the work tree changes since a revision; undefined where nobody asks, and rules on changes stay silent. */
  readonly change: JudgedChange | undefined
  readonly options: { readonly [Name in keyof Options]: Widened<Options[Name]['default']> }
  report(report: Report<MessageId>): void
}

type Widened<Value> = Value extends boolean
  ? boolean
  : Value extends number
    ? number
    : Value extends string
      ? string
      : readonly string[]

/** A rule: its documentation as data, and a closure whose state dies with the run. */
export interface Rule<
  Messages extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
  Options extends Readonly<Record<string, RuleOption>> = Readonly<Record<string, RuleOption>>,
> {
  readonly id: string
  readonly severity: Severity
  /** False for a rule that runs only when the configuration gives it a severity. */
  readonly isOn: boolean
  /** One sentence: what holds when the rule is kept. */
  readonly summary: string
  /** What goes wrong otherwise. */
  readonly why: string
  /** How to mend it; also the help of each finding that brings none of its own. */
  readonly fix: string
  /**
   * `everywhere`: a finding is as bad in a file that no cluster loads. `clusters`: there an error is only a warning.
   */
  readonly reach: 'everywhere' | 'clusters'
  readonly messages: Messages
  readonly options: Options
  create(context: RuleContext<Extract<keyof Messages, string>, Options>): Visitor
}
