using System.Text.Json.Nodes;
using Injector.Core.Status;
using Injector.Grammar.Json;

namespace Injector.Diagnostics.Drift;

/// <summary>
/// Compares the order of what Injector adds where order matters: of init containers, and of variables, which may use earlier ones. Items that others have
/// inserted in between are ignored.
/// </summary>
internal static class OrderComparison
{
    public static IEnumerable<FieldDifference> Compare(JsonObject running, JsonObject fresh, InjectionStatus now)
    {
        if (Compare(running["spec"], fresh["spec"], "initContainers", "spec.initContainers", now.InitContainers.Contains) is { } containers)
        {
            yield return containers;
        }

        foreach (var list in (string[])["initContainers", "containers"])
        {
            foreach (var wanted in fresh.ObjectsAt("spec", list).Where(container => now.Names(container.TextAt("name"))))
            {
                var name = wanted.TextAt("name");
                var present = running.ObjectsAt("spec", list).FirstOrDefault(container => container.TextAt("name") == name);
                if (Compare(present, wanted, "env", $"spec.{list}[{name}].env", static _ => true) is { } variables)
                {
                    yield return variables;
                }
            }
        }
    }

    private static FieldDifference? Compare(JsonNode? running, JsonNode? fresh, string list, string path, Func<string, bool> counts)
    {
        var wanted = Names(fresh, list).Where(counts).ToList();
        var present = Names(running, list).Where(wanted.Contains).ToList();
        wanted = [.. wanted.Where(present.Contains)];
        return present.SequenceEqual(wanted) ? null : new FieldDifference($"{path} (order)", string.Join(", ", present), string.Join(", ", wanted));
    }

    private static IEnumerable<string> Names(JsonNode? parent, string list) => parent.ObjectsAt(list).Select(item => item.TextAt("name"));
}
