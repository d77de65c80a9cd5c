// Holds objects to the published schemas of their kinds. Standard input: [object]. Standard output: for each, what is wrong.
//
// The schemas are compiled validators that pass over fields they do not know. So each object is given to them behind a proxy
// that notes what they ask for: they ask for every field they know, so what nobody asked for is unknown. An object of which
// they ask nothing, or whose keys they list, may hold any field.
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const every = Symbol("every field");

function watch(value, asked, proxies) {
  if (value === null || typeof value !== "object") return value;
  if (!proxies.has(value)) {
    const fields = new Set();
    asked.set(value, fields);
    proxies.set(value, new Proxy(value, {
      get: (target, field) => (fields.add(field), watch(target[field], asked, proxies)),
      has: (target, field) => (fields.add(field), field in target),
      ownKeys: (target) => (fields.add(every), Reflect.ownKeys(target)),
    }));
  }
  return proxies.get(value);
}

function* unknownFields(value, asked, path) {
  const fields = asked.get(value);
  if (fields === undefined || fields.size === 0) return;
  for (const [field, child] of Object.entries(value)) {
    if (Array.isArray(value) || fields.has(every) || fields.has(field)) yield* unknownFields(child, asked, `${path}/${field}`);
    else yield `${path}/${field} is an unknown field`;
  }
}

function publisher(group) {
  if (group.endsWith("cert-manager.io")) return "@kubernetes-models/cert-manager";
  return group === "monitoring.coreos.com" ? "@kubernetes-models/prometheus-operator" : "kubernetes-models";
}

// The file of a kind names the file of its schema.
async function validator({ apiVersion, kind }) {
  const folder = `${process.cwd()}/node_modules/${publisher(apiVersion.split("/")[0])}`;
  const file = `${folder}/${apiVersion}/${kind}.js`;
  if (!existsSync(file)) return undefined;
  const schema = readFileSync(file, "utf8").match(/_schemas\/\w+\.js/)[0];
  return (await import(pathToFileURL(`${folder}/${schema}`))).validate;
}

async function judge(object) {
  const validate = await validator(object);
  if (validate === undefined) return [`${object.apiVersion} ${object.kind} has no published schema`];
  const asked = new Map();
  const isValid = validate(watch(object, asked, new Map()));
  const wrong = isValid ? [] : validate.errors.map(({ instancePath, keyword, params }) => `${instancePath} breaks ${keyword} ${JSON.stringify(params)}`);
  return [...wrong, ...unknownFields(object, asked, "")];
}

const answers = [];
for (const object of JSON.parse(readFileSync(0, "utf8"))) answers.push(await judge(object));
process.stdout.write(JSON.stringify(answers));
