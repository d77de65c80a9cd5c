using Injector.Core.Profiles;
using Injector.Profiles.Errors;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>Warns of images that change under their name, and of containers that the kubelet may refuse to start.</summary>
internal static class ContainerLint
{
    /// <summary>Checks one entry of <c>initContainers</c> or <c>sidecars</c>.</summary>
    internal static void Check(MappingNode entry, SidecarProfile profile, ErrorList errors)
    {
        if (entry["container"] is not MappingNode container)
        {
            return;
        }

        if (WrittenTree.Text(container["image"]) is { } image && Untagged(image, profile) is { } untagged)
        {
            errors.Warn(
                container["image"]!.Location,
                $"the image '{untagged}' has no tag that stands for one version, so that pods of one workload may run different programs; write {Name(untagged)}:<version>, or @sha256:<digest>");
        }

        var security = container["securityContext"];
        var copies = WrittenTree.Items(entry["copy"]).Any(section => WrittenTree.Text(section) is "securityContext");
        if (!copies && security.Member("runAsUser") is null && WrittenTree.Plain(security.Member("runAsNonRoot")) is not ScalarNode { JsonText: "false" })
        {
            errors.Warn(
                (security ?? container).Location,
                $"container '{WrittenTree.Text(container["name"])}' states no runAsUser: if the image's user is root or a name, the kubelet refuses to start it "
                + "(CreateContainerConfigError); write securityContext: {runAsUser: <number>}, such as 65534");
        }
    }

    /// <summary>The image where it has no tag of its own; <see langword="null"/> where it has, or a variable decides.</summary>
    private static string? Untagged(string image, SidecarProfile profile)
    {
        if (WrittenTree.References(image).ToArray() is { Length: > 0 } references)
        {
            return references is [{ Root: "params" } only] && image == $"$({only})" && profile.Parameters.FirstOrDefault(parameter => parameter.Name == only.Name)?.DefaultText is { Length: > 0 } text
                ? Untagged(text, profile)
                : null;
        }

        var last = image[(image.LastIndexOf('/') + 1)..];
        var colon = last.IndexOf(':', StringComparison.Ordinal);
        return last.Contains('@') || (colon >= 0 && last[(colon + 1)..] is not ("latest" or "")) ? null : image;
    }

    private static string Name(string image)
    {
        var colon = image.LastIndexOf(':');
        return colon > image.LastIndexOf('/') ? image[..colon] : image;
    }
}
