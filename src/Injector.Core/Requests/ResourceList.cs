using System.Collections.Immutable;
using Injector.Core.Profiles.Parameters;
using Injector.Grammar.Messages;
using Injector.Grammar.Numbers;

namespace Injector.Core.Requests;

/// <summary>Parses container resources from a single text, as written in annotations and settings.</summary>
public static class ResourceList
{
    /// <summary>Max amounts of one list. Containers state a handful; each amount of a list is compared with those of every container.</summary>
    public const int MaxAmounts = 32;

    private const string Example = "write for example \"requests.cpu=50m, limits.memory=256Mi\"";

    /// <summary>Parses a list such as <c>requests.cpu=50m, limits.memory=256Mi</c>.</summary>
    /// <param name="text">The list; items are separated by commas or line breaks.</param>
    /// <param name="resources">The amounts in order, each once; a later item replaces an earlier one with the same section and name.</param>
    /// <returns>What is wrong with it, for people: an item, or more than <see cref="MaxAmounts"/> amounts; <see langword="null"/> when it is valid.</returns>
    public static string? Read(string text, out ImmutableArray<ContainerResource> resources)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = new OrderedDictionary<(string Section, string Name), ContainerResource>();
        string? wrong = null;
        foreach (var item in text.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            wrong = ReadItem(item, read);
            if (wrong is not null)
            {
                break;
            }
        }

        resources = [.. read.Values];
        return wrong ?? (resources.IsEmpty ? $"it is empty; {Example}" : null);
    }

    /// <summary>Joins two lists; an amount of the later one replaces the earlier's with the same section and name.</summary>
    internal static ImmutableArray<ContainerResource> Merge(ImmutableArray<ContainerResource> earlier, ImmutableArray<ContainerResource> later)
    {
        var merged = new OrderedDictionary<(string Section, string Name), ContainerResource>();
        foreach (var resource in earlier.AddRange(later))
        {
            merged.Remove((resource.Section, resource.Name));
            merged.Add((resource.Section, resource.Name), resource);
        }

        return [.. merged.Values];
    }

    private static string? ReadItem(string item, OrderedDictionary<(string Section, string Name), ContainerResource> read)
    {
        var parts = item.Split('=', 2, StringSplitOptions.TrimEntries);
        var dot = parts[0].IndexOf('.', StringComparison.Ordinal);
        var section = dot < 0 ? "" : parts[0][..dot];
        if (parts.Length < 2 || section is not ("requests" or "limits") || dot == parts[0].Length - 1)
        {
            return $"{Quoted.Text(item)} is not requests.NAME=QUANTITY or limits.NAME=QUANTITY; {Example}";
        }

        if (!QuantityText.TryParse(parts[1], out var quantity) || quantity < 0)
        {
            return $"{Quoted.Text(parts[1])} is not a quantity; {Example}";
        }

        var resource = parts[0][(dot + 1)..];
        if (!IsResource(resource))
        {
            return $"{Quoted.Text(resource)} is not a resource of containers; write cpu, memory, ephemeral-storage, hugepages-SIZE, or a name with its domain such as example.com/gpu";
        }

        if (ByteAmount.Counts(resource) && ByteAmount.Check(parts[1]) is { } wrong)
        {
            return $"{Quoted.Text(parts[1])} of {resource} {wrong}";
        }

        if (read.Count == MaxAmounts && !read.ContainsKey((section, resource)))
        {
            return $"it has more than {MaxAmounts} amounts; keep to the resources that the containers use";
        }

        read[(section, resource)] = new ContainerResource(section, resource, parts[1]);
        return null;
    }

    /// <summary>The rule of Kubernetes (pkg/apis/core/helper, <c>IsStandardContainerResourceName</c>), which rejects other names without a domain.</summary>
    private static bool IsResource(string name) =>
        name is "cpu" or "memory" or "ephemeral-storage" || name.StartsWith("hugepages-", StringComparison.Ordinal) || name.IndexOf('/', StringComparison.Ordinal) > 0;
}
