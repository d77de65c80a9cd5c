using System.Text;
using System.Text.Json.Nodes;
using Injector.Core.Json;
using Injector.Core.Pods;

namespace Injector.Core.Plans.Rendering;

/// <summary>
/// Follows <c>subPathExpr</c>: the folder in a volume that a container's own variables decide when it starts. Who mounts the same folder needs the same
/// variables (Kubernetes documentation, "Volumes", section "Using subPath with expanded environment variables").
/// </summary>
internal static class ComputedPath
{
    /// <summary>The variables that an expression needs, in the order in which they must stand.</summary>
    /// <param name="container">The container that mounts by the expression.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="variables">The definitions as JSON of an array; empty when the expression names none.</param>
    /// <returns>Why the expression cannot be followed; <see langword="null"/> when it can.</returns>
    public static string? Read(ContainerView container, string expression, out string variables)
    {
        variables = "";
        if (!ReceivedJson.TryReadTree(container.Json.Span, out var tree))
        {
            return "with a subPathExpr that cannot be followed, because the container's JSON is too large or has a member twice; use subPath";
        }

        var env = tree["env"] as JsonArray ?? [];
        var needed = new SortedSet<int>();
        var pending = new Queue<string>(Names(expression));
        while (pending.TryDequeue(out var name))
        {
            // One that is not there is a Service's, which all containers of the pod have alike.
            if (LastIndexOf(env, name) < 0 && container.HasEnvFrom)
            {
                return $"with a subPathExpr whose variable {name} comes by envFrom, so that the sidecar cannot follow it; set it under env or use subPath";
            }

            // Of two variables of one name the later counts, but what stands between them has the earlier one.
            for (var index = 0; index < env.Count; index++)
            {
                if (env[index].Member("name").AsText() == name && needed.Add(index))
                {
                    foreach (var inner in Names(env[index].Member("value").AsText() ?? ""))
                    {
                        pending.Enqueue(inner);
                    }
                }
            }
        }

        if (needed.Count > 0)
        {
            variables = RelaxedJson.Text(new JsonArray([.. needed.Select(index => Definition(env[index]!.AsObject(), container))]));
        }

        return null;
    }

    /// <summary>Gives a container the variables of an expression, ahead of its own.</summary>
    /// <param name="container">The container.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="variables">The definitions, by <see cref="Read"/>.</param>
    /// <returns>The expression; with other names where the container uses those for something else.</returns>
    public static string AddTo(JsonObject container, string expression, string variables)
    {
        if (variables.Length == 0)
        {
            return expression;
        }

        var own = container["env"] as JsonArray ?? [];
        var merged = new JsonArray();
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in Parse(variables))
        {
            if (variable["value"].AsText() is { } value)
            {
                variable["value"] = Renamed(value, renamed);
            }

            var name = variable["name"].AsText()!;
            var free = name;
            while (Find(own, free) is { } taken && !Same(taken, variable))
            {
                free = $"APP_{free}";
                variable["name"] = free;
            }

            if (free != name)
            {
                renamed[name] = free;
            }

            if (Find(own, free) is null)
            {
                merged.Add(variable.DeepClone());
            }
        }

        if (merged.Count > 0)
        {
            container["env"] = new JsonArray([.. merged.Concat(own).Select(item => item?.DeepClone())]);
        }

        return Renamed(expression, renamed);
    }

    /// <summary>The definitions, each a variable of its own.</summary>
    public static IEnumerable<JsonObject> Parse(string variables) =>
        variables.Length == 0 ? [] : JsonNode.Parse(variables)!.AsArray().OfType<JsonObject>();

    /// <summary>Whether a container's variable is defined as another is, defaults of the API server aside.</summary>
    public static bool Same(JsonObject left, JsonObject right) => JsonNode.DeepEquals(Plain(left), Plain(right));

    /// <summary>The variable of a name; the later of two.</summary>
    public static JsonObject? Find(JsonArray env, string name) => LastIndexOf(env, name) is >= 0 and var index ? env[index] as JsonObject : null;

    /// <summary>A path as an expression that stands for it.</summary>
    public static string Literal(string path) => path.Replace("$", "$$", StringComparison.Ordinal);

    /// <summary>The names in an expression, by the grammar of Kubernetes' third_party/forked/golang/expansion: <c>$(NAME)</c>, and <c>$$</c> for a dollar.</summary>
    internal static IEnumerable<string> Names(string expression)
    {
        for (var i = 0; i + 1 < expression.Length; i++)
        {
            if (expression[i] != '$')
            {
                continue;
            }

            if (expression[i + 1] == '(' && expression.IndexOf(')', i + 2) is >= 0 and var end)
            {
                yield return expression[(i + 2)..end];
                i = end;
            }
            else if (expression[i + 1] == '$')
            {
                i++;
            }
        }
    }

    private static string Renamed(string expression, Dictionary<string, string> names)
    {
        if (names.Count == 0)
        {
            return expression;
        }

        var text = new StringBuilder(expression.Length + 8);
        for (var i = 0; i < expression.Length; i++)
        {
            var isStart = expression[i] == '$' && i + 1 < expression.Length;
            if (isStart && expression[i + 1] == '(' && expression.IndexOf(')', i + 2) is >= 0 and var end)
            {
                var name = expression[(i + 2)..end];
                text.Append("$(").Append(names.GetValueOrDefault(name, name)).Append(')');
                i = end;
            }
            else
            {
                text.Append(expression[i]);
                if (isStart && expression[i + 1] == '$')
                {
                    text.Append(expression[++i]);
                }
            }
        }

        return text.ToString();
    }

    private static int LastIndexOf(JsonArray env, string name)
    {
        for (var i = env.Count - 1; i >= 0; i--)
        {
            if (env[i].Member("name").AsText() == name)
            {
                return i;
            }
        }

        return -1;
    }

    // Amounts are those of the container that asks, unless another is named.
    private static JsonObject Definition(JsonObject variable, ContainerView container)
    {
        var definition = Plain(variable);
        if (definition["valueFrom"].Member("resourceFieldRef") is JsonObject resource && resource["containerName"].AsText() is null or "")
        {
            resource["containerName"] = container.Name.ToString();
        }

        return definition;
    }

    private static JsonObject Plain(JsonObject variable)
    {
        var plain = new JsonObject { ["name"] = variable["name"]?.DeepClone() };
        foreach (var (field, value) in variable)
        {
            if (field != "name" && value is not null)
            {
                plain[field] = value.DeepClone();
            }
        }

        if (plain["valueFrom"].Member("fieldRef") is JsonObject reference && reference["apiVersion"].AsText() == "v1")
        {
            reference.Remove("apiVersion");
        }

        return plain;
    }
}
