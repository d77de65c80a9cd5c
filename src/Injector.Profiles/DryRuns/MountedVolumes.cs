using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;
using Injector.Profiles.Errors;
using Injector.Profiles.Reading;
using Injector.Profiles.Rules;
using Injector.Profiles.Templates;

namespace Injector.Profiles.DryRuns;

/// <summary>
/// Checks the volume names that mounts use against the existing volumes. A name that contains a variable may mean a volume of the pod, which is only known at
/// admission.
/// </summary>
internal sealed class MountedVolumes(
    SidecarProfile profile, IReadOnlyCollection<string> present, bool hasFiles, TemplateMarks marks, FieldLocation spec, ErrorList errors)
{
    /// <summary>Checks the rendered mounts of one container.</summary>
    /// <param name="rendered">The rendered mounts.</param>
    /// <param name="source">The template they came from, to see which names are constant.</param>
    internal void Check(TemplateNode? rendered, TemplateNode? source)
    {
        var variable = source is null ? [] : VariableNames(source).ToHashSet();
        foreach (var mount in (rendered as TemplateNode.Array)?.Items.OfType<TemplateNode.Object>() ?? [])
        {
            if (mount.Find("name") is { } node && node.AsText() is { } name && !variable.Contains(marks.Of(node, spec)) && !IsPresent(name))
            {
                errors.Add(marks.Of(node, spec), Explain(name));
            }
        }
    }

    private bool IsPresent(string name) => present.Contains(name) || (hasFiles && name == VolumeReader.FilesVolume);

    private string Explain(string name)
    {
        string[] declared = [.. profile.Volumes.Select(volume => volume.Name), .. profile.Files.IsEmpty ? [] : (string[])[VolumeReader.FilesVolume]];
        return declared.Contains(name)
            ? $"mounts '{name}' where its $when does not hold; put the same $when on the mount"
            : $"the profile has no volume '{name}'{Suggestion.For(name, declared)}{(profile.Files.IsEmpty ? "" : "; the generated files are in the volume 'files'")}";
    }

    private IEnumerable<FieldLocation> VariableNames(TemplateNode node) => node switch
    {
        TemplateNode.When conditional => VariableNames(conditional.Body),
        TemplateNode.WhenItems conditional => conditional.Items.SelectMany(VariableNames),
        TemplateNode.Each each => VariableNames(each.Body),
        TemplateNode.Array list => list.Items.SelectMany(VariableNames),
        TemplateNode.Object mount => mount.Find("name") is { } name and not TemplateNode.Literal ? [marks.Of(name, spec)] : [],
        _ => [],
    };
}
