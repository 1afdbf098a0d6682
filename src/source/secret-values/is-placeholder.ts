import { isMarkedAsPlaceholder } from './is-marked-as-placeholder.ts'
import { isVariable } from './is-variable.ts'
import { wordSet } from './word-set.ts'
import { wordsOf } from './words-of.ts'

/** Words that placeholders and well-known development passwords are made of; digits and punctuation come on top. */
const placeholderWords = wordSet(`
  a an the my your our this that here it is be to in on at by for of or and with from me you us please some any not
  no change changed changeme pre preset keystore truststore acceptor connector broker changeit replace replaced
  replaceme set put add insert enter fill provide generate generated use update updated edit override overridden
  real actual own value values string text random strong secure secured safe very super long short good bad weak
  unsafe insecure secret secrets password passwords passwd passwort pass pwd phrase passphrase token tokens key keys
  api apikey access auth authentication authorization bearer basic client server service account user username name
  login admin administrator root guest default dummy fake mock sample example examples demo test tests testing
  tester todo fixme tbd xxx foo bar baz qux foobar placeholder redacted removed hidden masked omitted empty none
  null nil unset unused unknown undefined nothing something anything whatever goes needed required optional template
  managed external dev devel development local localhost prod production stage staging qa uat sandbox lab playground
  temp temporary tmp initial bootstrap first db database data postgres postgresql pg pgsql mysql mariadb mongo
  mongodb redis rabbitmq rabbit kafka minio grafana prometheus keycloak vault consul elastic elasticsearch kibana
  opensearch nginx jenkins gitlab gitea github harbor argocd argo flux wordpress nextcloud airflow superset
  sonarqube sonar nexus artifactory cassandra influx influxdb influxdata clickhouse cockroach etcd ldap openldap
  smtp mail email webhook slack discord telegram s three aws azure gcp google cloud cloudflare kubernetes kube
  kubectl cluster docker registry image app application web site website backend frontend job worker encryption
  encrypted encoded base decoded plain private public shared signing session cookie jwt oauth oidc sso ssl tls cert
  certificate license licence welcome letmein qwerty qwertz asdf abc abcd abcde abcdef abcdefg monkey dragon
  iloveyou hello world hi trustno one two system sys sa ops devops ci cd bot robot runner agent operator controller
  manager master slave replica replication primary secondary internal notreal notasecret only just must should will
  later before after deploy deployment commit committed git repo repository store stored see readme docs doc
  documentation instructions min chars characters least length minimum bytes hex
`)

const longestPlaceholderWord = 20

const leet = new Map(Object.entries({ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }))

/** A placeholder or a password that everybody knows. `context` is what it may repeat: its key, its user, its host. */
export function isPlaceholder(text: string, context: string): boolean {
  if (isVariable(text) || isMarkedAsPlaceholder(text) || new Set(text.toLowerCase()).size <= 1) return true
  if (/^[A-Z]{2,}\d{0,2}(?:_(?:[A-Z]+\d{0,2}|\d{1,3}))+$/.test(text)) return true
  const known = new Set(wordsOf(context).filter((word) => word.length >= 3))
  const spelledOut = text.replace(/[^A-Za-z]+$/, '').replace(/[013457@$!]/g, (sign) => leet.get(sign) ?? sign)
  return hasFewDigits(text) && (isMadeOf(text, known) || isMadeOf(spelledOut, known))
}

/** None, or a year, or just counted up. */
function hasFewDigits(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  return digits.length <= 4 || '01234567890123456789'.includes(digits) || '9876543210'.includes(digits)
}

/** All letters belong to known words. */
function isMadeOf(text: string, alsoKnown: ReadonlySet<string>): boolean {
  const letters = text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
  // alone it is too short for a password, but in an address it is one
  return (
    letters.length <= 100 && letters !== 'pass' && letters.split(' ').every((word) => isSegmentable(word, alsoKnown))
  )
}

function isSegmentable(word: string, alsoKnown: ReadonlySet<string>): boolean {
  const reachable = [true]
  for (let end = 1; end <= word.length; end++) {
    for (let start = Math.max(0, end - longestPlaceholderWord); start < end; start++) {
      const part = word.slice(start, end)
      if (reachable[start] === true && (placeholderWords.has(part) || alsoKnown.has(part))) reachable[end] = true
    }
  }
  return reachable[word.length] === true
}
