using System.Collections.Immutable;
using Injector.Core.Plans.Rendering;
using Injector.Core.Pods;
using Injector.Core.Profiles.Parameters;

namespace Injector.Core.Plans.Resources;

/// <summary>
/// Raises pod-level requests and limits (KEP-2837) by what is added: validation wants the containers' sum within them, and they were filled in
/// before any webhook ran.
/// </summary>
internal static class PodResourcesPlanner
{
    public static ImmutableArray<RaisedResource> Plan(PodView pod, IEnumerable<PreparedContainer> added)
    {
        if (pod.Resources is not { } resources)
        {
            return [];
        }

        var containers = added.ToArray();
        return
        [
            .. Raise("requests", resources.Requests, containers),
            .. Raise("limits", resources.Limits, containers),
        ];
    }

    private static IEnumerable<RaisedResource> Raise(string section, TextMap stated, PreparedContainer[] added)
    {
        foreach (var (name, text) in stated.Entries)
        {
            var resource = name.ToString();
            if (!QuantityText.TryParse(text.ToString(), out var before))
            {
                continue;
            }

            var sidecars = added.Where(container => container.IsSidecar).Sum(container => Of(container, section, resource));

            // Init containers run one after another, beside the sidecars: only the largest counts.
            var largest = added.Where(container => !container.IsSidecar).Select(container => Of(container, section, resource)).DefaultIfEmpty().Max();
            var after = Math.Max(before + sidecars, largest + sidecars);
            if (after > before)
            {
                yield return new RaisedResource(section, resource, QuantityFormat.Write(resource, after), text.ToString());
            }
        }
    }

    private static decimal Of(PreparedContainer container, string section, string resource) =>
        container.Resources.Where(entry => entry.Section == section && entry.Name == resource).Sum(entry => entry.Quantity);
}
