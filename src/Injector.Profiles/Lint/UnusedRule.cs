using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.Reading;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>Finds declarations of a profile that nothing uses.</summary>
internal static class UnusedRule
{
    internal static void Check(LintContext context)
    {
        var used = References(context.Profile).Select(reference => reference.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var (parameter, source) in context.Parameters.Where(one => !used.Contains($"params.{one.Parameter.Name}")))
        {
            context.Warn(
                "unused-parameter", source["name"]!.Location,
                $"nothing refers to the parameter '{parameter.Name}', so that pods which set it get no other result; write $(params.{parameter.Name}) where its value belongs, or remove it");
        }

        foreach (var (port, source) in context.Profile.Ports.Zip(context.Items("ports")))
        {
            if (port.RangeStart is not null && !used.Contains($"ports.{port.Name}"))
            {
                context.Warn(
                    "unused-port", source["name"]!.Location,
                    $"another number of the range is taken where a pod uses this one, and nothing is told of it; write $(ports.{port.Name}) where the container learns its port, or remove the range");
            }
        }

        CheckVolumes(context);
    }

    private static IEnumerable<VariableReference> References(SidecarProfile profile) =>
        ProfileReferences.Of(profile).Concat(profile.Parameters.SelectMany(parameter => parameter.RequiredWhen?.References ?? []));

    /// <summary>
    /// Reports volumes that nothing mounts. Mounts with a variable as name may mean any volume, and a volume shared with other profiles is mounted by the
    /// application.
    /// </summary>
    private static void CheckVolumes(LintContext context)
    {
        var mounted = Mounts(context).Select(mount => mount["name"] as ScalarNode).OfType<ScalarNode>().Select(name => name.JsonText).ToHashSet(StringComparer.Ordinal);
        if (mounted.Any(name => name.Contains("$(", StringComparison.Ordinal)))
        {
            return;
        }

        foreach (var (volume, source) in context.Profile.Volumes.Zip(context.Items("volumes")).Where(one => !mounted.Contains(one.First.Name)))
        {
            context.Warn(
                "unused-volume", source.Location,
                $"no container mounts the volume '{volume.Name}'; write {{name: {volume.Name}, mountPath: …}} under volumeMounts of a container or of application, or remove it");
        }

        if (!context.Profile.Files.IsEmpty && !mounted.Contains(VolumeReader.FilesVolume))
        {
            context.Warn(
                "unused-files", context.Spec["files"]!.Location,
                "no container mounts the generated files; write {name: files, mountPath: …} under volumeMounts of the container that reads them: their volume is called 'files'");
        }
    }

    private static IEnumerable<MappingNode> Mounts(LintContext context) =>
        context.Containers.SelectMany(one => Below(one.Container, "volumeMounts").Concat(Below(one.Container, "volumeDevices")))
            .Concat((context.Spec["application"] as MappingNode) is { } application ? Below(application, "volumeMounts") : []);

    private static IEnumerable<MappingNode> Below(MappingNode holder, string field) => holder[field] is { } list ? Objects(list) : [];

    /// <summary>Every object of a list, including those inside directives.</summary>
    private static IEnumerable<MappingNode> Objects(TreeNode node) => node switch
    {
        MappingNode mapping => mapping.Entries.SelectMany(entry => Objects(entry.Value)).Prepend(mapping),
        SequenceNode sequence => sequence.Items.SelectMany(Objects),
        _ => [],
    };
}
