// Checks every object of the YAML files given against its schema, and finds keys that no schema knows. Ends with 1 and a line for each fault.
import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";

// Open by their nature: Kubernetes or an operator takes any key there.
const OPEN = [/^ConfigMap\/data$/, /^KafkaTopic\/spec\/config$/];

// Custom resources whose schema no package has.
const WITHOUT_SCHEMA = ["external-secrets.io/v1"];

async function modelOf({ apiVersion, kind }) {
  const name =
    apiVersion.startsWith("keda.sh/") ? `@kubernetes-models/keda/${apiVersion}`
    : apiVersion.startsWith("kafka.strimzi.io/") ? `@kubernetes-models/strimzi-kafka-operator/${apiVersion}`
    : apiVersion.startsWith("monitoring.coreos.com/") ? `@kubernetes-models/prometheus-operator/${apiVersion}`
    : `kubernetes-models/${apiVersion}`;
  return (await import(name))[kind];
}

// A validator looks at every key that its schema names: what it never looked at is unknown. Where it looked at no key at all anything may stand.
function watched(value, path, seen) {
  if (value === null || typeof value !== "object") return value;
  const keys = new Set();
  seen.push({ path, value, keys });
  return new Proxy(value, {
    get(target, key) {
      if (typeof key === "symbol" || !Object.hasOwn(target, key)) {
        if (typeof key === "string") keys.add(key);
        return target[key];
      }
      keys.add(key);
      const descriptor = Object.getOwnPropertyDescriptor(target, key);
      return typeof target[key] === "object" && descriptor.configurable ? watched(target[key], `${path}/${key}`, seen) : target[key];
    },
    ownKeys(target) {
      Object.keys(target).forEach((key) => keys.add(key));
      return Reflect.ownKeys(target);
    },
  });
}

function unknownKeys(seen) {
  const known = new Map();
  for (const { path, value, keys } of seen) {
    const all = known.get(path) ?? { value, keys: new Set() };
    keys.forEach((key) => all.keys.add(key));
    known.set(path, all);
  }
  return [...known].flatMap(([path, { value, keys }]) =>
    Array.isArray(value) || keys.size === 0 || OPEN.some((open) => open.test(path))
      ? []
      : Object.keys(value).filter((key) => !keys.has(key)).map((key) => `${path} has the unknown key ${key}`));
}

async function faultsOf(object) {
  if (WITHOUT_SCHEMA.includes(object.apiVersion)) {
    console.log(`not checked, for want of a schema: ${object.apiVersion} ${object.kind}`);
    return [];
  }
  const Model = await modelOf(object);
  if (!Model) return [`there is no ${object.apiVersion} ${object.kind}`];
  const seen = [];
  const model = watched(Object.assign(Object.create(Model.prototype), object), object.kind, seen);
  try {
    model.validate();
  } catch (fault) {
    return [`${object.kind} ${object.metadata?.name}: ${fault.message ?? fault}`];
  }
  return unknownKeys(seen).map((fault) => `${object.metadata.name}: ${fault}`);
}

let faults = 0;
let objects = 0;
for (const file of process.argv.slice(2)) {
  for (const document of parseAllDocuments(readFileSync(file, "utf8"))) {
    const object = document.toJS();
    if (!object) continue;
    objects++;
    for (const fault of await faultsOf(object)) {
      console.log(`${file}: ${fault}`);
      faults++;
    }
  }
}
console.log(`${objects} objects, ${faults} faults`);
process.exit(faults > 0 || objects === 0 ? 1 : 0);
