using Injector.Core.Profiles;
using Injector.Yaml.Nodes;

namespace Injector.Output.Profiles;

/// <summary>A container of a profile, described for people who consider requesting it.</summary>
/// <param name="Name">Name.</param>
/// <param name="Role"><c>sidecar</c> or <c>init container</c>.</param>
/// <param name="Image">Image; may contain references.</param>
/// <param name="When">Condition under which it is added; empty for always.</param>
/// <param name="Resources">Requests and limits; <see langword="null"/> when it has none.</param>
internal sealed record DescribedContainer(string Name, string Role, string Image, string When, MappingNode? Resources)
{
    /// <summary>All containers of a profile, init containers first.</summary>
    public static List<DescribedContainer> AllOf(SidecarProfile profile) =>
    [
        .. profile.InitContainers.Select(container => Of(container, "init container")),
        .. profile.Sidecars.Select(container => Of(container, "sidecar")),
    ];

    /// <summary>The resources on one line, such as <c>requests cpu 10m, memory 32Mi; limits memory 64Mi</c>.</summary>
    public string ResourcesText => string.Join("; ", (Resources?.Entries ?? [])
        .Where(section => section.Value is MappingNode)
        .Select(section => $"{section.Key.JsonText} {Amounts((MappingNode)section.Value)}"));

    private static string Amounts(MappingNode section) =>
        string.Join(", ", section.Entries.Select(entry => $"{entry.Key.JsonText} {(entry.Value as ScalarNode)?.JsonText}"));

    private static DescribedContainer Of(ProfileContainer container, string role) => new(
        container.Name,
        role,
        TemplateTree.MemberText(container.Container, "image"),
        ConditionText.Of(container.When),
        (TemplateTree.Of(container.Container) as MappingNode)?["resources"] as MappingNode);
}
