using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Profiles.DryRuns;
using Injector.Profiles.Errors;
using Injector.Profiles.Lint;
using Injector.Profiles.Reading;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Files;

/// <summary>Reads profiles from users: each one is dry-run, and one without errors is linted.</summary>
/// <param name="source">The file's name, as errors and <see cref="SidecarProfile.Source"/> show it.</param>
/// <param name="errors">Receives errors.</param>
internal sealed class CheckedProfileReader(string source, ErrorList errors)
{
    private readonly ProfileReader _reader = new(source, errors, trusted: false);

    /// <summary>Lint warnings about profiles that have no errors.</summary>
    internal ImmutableArray<LintWarning> Warnings { get; private set; } = [];

    /// <summary>Reads every profile of a text.</summary>
    internal ImmutableArray<SidecarProfile> Read(string text)
    {
        var profiles = ImmutableArray.CreateBuilder<SidecarProfile>();
        foreach (var root in errors.ReadYaml(text))
        {
            if (_reader.ReadDocument(root) is { } read)
            {
                profiles.Add(Check(read));
            }
        }

        return profiles.ToImmutable();
    }

    /// <summary>Reads the spec of a profile whose name and namespace are known.</summary>
    internal SidecarProfile? ReadSpec(TreeNode node, string name, string? @namespace) =>
        _reader.ReadSpec(node, name, @namespace) is { } read ? Check(read) : null;

    private SidecarProfile Check(ProfileReader.Result read)
    {
        var before = errors.Count;
        var found = new ErrorList(source);
        new ProfileDryRun(read.Profile, read.Context, read.Spec.Location, found).Run();
        errors.AddNews(found);
        if (!read.HasErrors && errors.Count == before)
        {
            Warnings = Warnings.AddRange(ProfileLint.Run(read.Profile, read.Spec, source));
        }

        return read.Profile;
    }
}
