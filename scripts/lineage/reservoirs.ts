/** A field that may be put to the proof. */
export interface Sample {
  readonly stratum: string
  readonly repo: string
  readonly dir: string
  readonly key: string
}

/** Draws fairly from streams of fields. */
export interface Reservoirs {
  offer(sample: Sample): void
  /** So many samples, the same number of each stratum and repository as far as they have them. */
  draw(wanted: number): readonly Sample[]
}

/** No stratum of one repository needs more. */
const capacity = 400

/** Keeps a random choice of each stratum of each repository. */
export function createReservoirs(random: () => number): Reservoirs {
  const kept = new Map<string, Map<string, { seen: number; readonly samples: Sample[] }>>()
  return {
    offer(sample) {
      const repos = kept.get(sample.stratum) ?? new Map<string, { seen: number; readonly samples: Sample[] }>()
      kept.set(sample.stratum, repos)
      const own = repos.get(sample.repo) ?? { seen: 0, samples: [] }
      repos.set(sample.repo, own)
      own.seen += 1
      if (own.samples.length < capacity) {
        own.samples.push(sample)
        return
      }
      const slot = Math.floor(random() * own.seen)
      if (slot < capacity) own.samples[slot] = sample
    },
    draw(wanted) {
      const queues = [...kept.values()].map((repos) =>
        roundRobin([...repos.values()].map((one) => shuffle(one.samples))),
      )
      return roundRobin(queues).slice(0, wanted)
    },
  }

  function shuffle(samples: readonly Sample[]): readonly Sample[] {
    return samples
      .map((sample) => ({ sample, order: random() }))
      .sort((a, b) => a.order - b.order)
      .map(({ sample }) => sample)
  }
}

/** One of each list in turn, until all are empty. */
function roundRobin<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => (turn < list.length ? list.slice(turn, turn + 1) : [])),
  ).flat()
}
