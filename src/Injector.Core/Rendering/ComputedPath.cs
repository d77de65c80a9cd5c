using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>
/// Resolves <c>subPathExpr</c>: the folder in a volume that a container's own variables determine when it starts. Another container that mounts the same folder
/// needs the same variables (Kubernetes documentation, "Volumes", section "Using subPath with expanded environment variables").
/// </summary>
internal static class ComputedPath
{
    /// <summary>Max bytes of JSON for the variables of one expression: every container that mounts the folder gets all of them.</summary>
    public const int MaxVariables = 16 * 1024;

    /// <summary>The variables that an expression needs, in the order that they require.</summary>
    /// <param name="own">The variables of the container that mounts with the expression.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="variables">The definitions as a JSON array; empty when the expression names none.</param>
    /// <returns>Why the expression cannot be resolved; <see langword="null"/> when it can.</returns>
    public static string? Read(WorkingVariables own, string expression, out string variables)
    {
        variables = "";
        if (!own.IsReadable)
        {
            return "with a subPathExpr that cannot be followed, because the container's JSON is too large or has a member twice; use subPath";
        }

        var needed = new SortedSet<int>();
        if (Unseen(own, expression, needed) is { } unseen)
        {
            return $"with a subPathExpr whose variable {unseen} comes by envFrom, so that the sidecar cannot follow it; set it under env or use subPath";
        }

        if (needed.Count > 0)
        {
            variables = RelaxedJson.Text(new JsonArray([.. needed.Select(index => VariableDefinition.Plain(own.All[index], own.Container))]));
        }

        return variables.Length > MaxVariables ? $"with a subPathExpr that needs variables of more than {MaxVariables} bytes of JSON; use subPath" : null;
    }

    /// <summary>A variable that the expression needs and that only <c>envFrom</c> may bring; <see langword="null"/> when there is none.</summary>
    /// <param name="own">The variables of the container that mounts by the expression.</param>
    /// <param name="expression">The expression.</param>
    public static string? Unseen(WorkingVariables own, string expression) => Unseen(own, expression, []);

    private static string? Unseen(WorkingVariables own, string expression, SortedSet<int> needed)
    {
        var pending = new Queue<int>();
        var unseen = Follow(own, expression, own.All.Length, needed, pending);
        while (unseen is null && pending.TryDequeue(out var index))
        {
            unseen = Follow(own, own.All[index]["value"].AsText() ?? "", index, needed, pending);
        }

        return unseen;
    }

    /// <summary>The definitions, one object for each variable.</summary>
    public static ImmutableArray<JsonObject> Parse(string variables) =>
        variables.Length == 0 ? [] : [.. JsonNode.Parse(variables)!.AsArray().OfType<JsonObject>()];

    /// <summary>The expression for a constant path.</summary>
    public static string Literal(string path) => path.Replace("$", "$$", StringComparison.Ordinal);

    /// <summary>The names in an expression, by the grammar of Kubernetes' third_party/forked/golang/expansion: <c>$(NAME)</c>, and <c>$$</c> for a dollar.</summary>
    public static IEnumerable<string> Names(string expression)
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

    /// <summary>The expression with renamed variables.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="names">New names by old ones; all others stay.</param>
    public static string Renamed(string expression, IReadOnlyDictionary<string, string> names)
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

    // A name refers to its last definition before this one. An undefined name is a Service's variable, equal in all containers, unless envFrom may define it.
    private static string? Follow(WorkingVariables own, string text, int before, SortedSet<int> needed, Queue<int> pending)
    {
        foreach (var name in Names(text))
        {
            var places = own.IndexesOf(name);
            var next = places.AsSpan().BinarySearch(before);
            if ((next < 0 ? ~next : next) - 1 is >= 0 and var last)
            {
                if (needed.Add(places[last]))
                {
                    pending.Enqueue(places[last]);
                }
            }
            else if (own.HasEnvFrom)
            {
                return name;
            }
        }

        return null;
    }
}
