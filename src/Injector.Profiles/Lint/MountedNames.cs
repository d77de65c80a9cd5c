using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.Rules;

namespace Injector.Profiles.Lint;

/// <summary>The constant names of the volumes that a container of a profile mounts under any condition.</summary>
internal static class MountedNames
{
    /// <summary>All mounted volumes.</summary>
    internal static HashSet<string> All(ProfileContainer container) => Names(container, mount => true);

    /// <summary>The volumes that the container may write to.</summary>
    internal static HashSet<string> Written(ProfileContainer container) => Names(container, mount => mount.Flag("readOnly") != true);

    private static HashSet<string> Names(ProfileContainer container, Func<TemplateNode.Object, bool> counts) =>
        container.Container is TemplateNode.Object source && source.Find("volumeMounts") is { } mounts
            ? Mounts(mounts).Where(counts).Select(mount => mount.Text("name")).OfType<string>().ToHashSet(StringComparer.Ordinal)
            : [];

    private static IEnumerable<TemplateNode.Object> Mounts(TemplateNode node) => node switch
    {
        TemplateNode.When conditional => Mounts(conditional.Body),
        TemplateNode.WhenItems conditional => conditional.Items.SelectMany(Mounts),
        TemplateNode.Each each => Mounts(each.Body),
        TemplateNode.Array list => list.Items.SelectMany(Mounts),
        TemplateNode.Object mount => [mount],
        _ => [],
    };
}
