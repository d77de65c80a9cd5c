// Evaluates CEL. Standard input: [{bindings, variables: [{name, expression}], expressions}]. Standard output: for each of
// them, for each expression, {value} or {error}.
import { readFileSync } from "node:fs";
import { isCelError, run } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";

// Numbers of a Kubernetes object are int where they have no fraction; a number of JavaScript would be a double.
function toCel(value) {
  if (Array.isArray(value)) return value.map(toCel);
  if (value !== null && typeof value === "object") return new Map(Object.entries(value).map(([key, child]) => [key, toCel(child)]));
  return Number.isInteger(value) ? BigInt(value) : value;
}

function evaluate(expression, bindings) {
  const value = run(expression, bindings, { funcs: strings });
  if (isCelError(value)) throw value;
  return value;
}

function answer(expression, bindings) {
  try {
    const value = evaluate(expression, bindings);
    return typeof value === "boolean" || typeof value === "string" ? { value } : { error: "is neither true or false nor text" };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
}

function judge({ bindings, variables, expressions }) {
  const bound = Object.fromEntries(Object.entries(bindings).map(([name, value]) => [name, toCel(value)]));
  const values = new Map();
  bound.variables = values;
  // Each variable may use those before it, as in a ValidatingAdmissionPolicy.
  for (const { name, expression } of variables) values.set(name, evaluate(expression, bound));
  return expressions.map((expression) => answer(expression, bound));
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(judge)));
