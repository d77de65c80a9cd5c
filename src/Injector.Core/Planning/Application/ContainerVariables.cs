using System.Collections.Immutable;
using System.Text.Json;
using Injector.Core.Plans;
using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Application;

/// <summary>The variables that a container will have from its own <c>env</c> and from profiles.</summary>
/// <param name="All">Each name once: of several entries with the same name the last counts, as for the kubelet.</param>
internal sealed record ContainerVariables(ImmutableArray<ContainerVariables.Variable> All)
{
    /// <summary>One variable.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Value">Its value; <see langword="null"/> when it cannot be known: <c>valueFrom</c>, or a text that refers to other variables.</param>
    /// <param name="IsAdded">Whether a profile adds it.</param>
    internal readonly record struct Variable(string Name, string? Value, bool IsAdded);

    public static ContainerVariables Of(ContainerView container, IEnumerable<PlannedItem> additions)
    {
        var last = new OrderedDictionary<string, Variable>(StringComparer.Ordinal);
        foreach (var addition in additions)
        {
            using var json = ReceivedJson.Open(addition.Json);
            Read(json.RootElement, isAdded: true, last);
        }

        using var own = ReceivedJson.Open(container.Json);
        if (own.RootElement.TryGetProperty("env", out var env) && env.ValueKind is JsonValueKind.Array)
        {
            foreach (var entry in env.EnumerateArray())
            {
                Read(entry, isAdded: false, last);
            }
        }

        return new ContainerVariables([.. last.Values]);
    }

    private static void Read(JsonElement entry, bool isAdded, OrderedDictionary<string, Variable> last)
    {
        if (entry.Member("name").AsText() is { } name)
        {
            var isElsewhere = entry.TryGetProperty("valueFrom", out var source) && source.ValueKind is not JsonValueKind.Null;
            var value = entry.Member("value").AsText() ?? "";
            last[name] = new Variable(name, isElsewhere || value.Contains("$(", StringComparison.Ordinal) ? null : value, isAdded);
        }
    }
}
